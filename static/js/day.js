// The day of an event: asked for anew every few seconds while it is looked at, and after every button, in its place.

const EVERY_MS = 15_000;
const live = document.querySelector("[data-live]");
const offline = () => live.querySelector("[data-offline]");
let latest = 0;

/** Put what the server says now in the place of what is there; the focus and open folds stay. */
function show(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-live]");
  // signed out, or the event is gone: the page itself tells
  if (!fresh) return location.reload();
  const held = document.activeElement.closest("[data-hold], [id]");
  const key = live.contains(held) && (held.dataset.hold ?? held.id);
  for (const fold of live.querySelectorAll("details[data-hold][open]")) {
    const same = fresh.querySelector(`details[data-hold="${fold.dataset.hold}"]`);
    if (same) same.open = true;
  }
  live.replaceChildren(...fresh.childNodes);
  if (!key) return;
  const again = [...live.querySelectorAll("[data-hold], [id]")].find((one) => (one.dataset.hold ?? one.id) === key);
  const target = again?.matches("button, a, summary") ? again : again?.querySelector("button, a, summary");
  target?.focus({ preventScroll: true });
}

async function ask(address, options) {
  const mine = ++latest;
  const reply = await fetch(address, options).catch(() => null);
  const text = await reply?.text().catch(() => null);
  // somebody may have pressed something while the answer was under way: that one's answer is newer
  if (mine !== latest) return;
  if (text == null) offline().hidden = false;
  else if (reply.ok) show(text);
  // refused, as from who may not any more: the page as it is now says more than its answer
  else location.reload();
}

live.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(event.target.action, { method: "post", body: new FormData(event.target) });
});
live.addEventListener("click", (event) => {
  if (!event.target.closest("[data-again]")) return;
  event.preventDefault();
  ask(location.href);
});
const look = () => {
  if (document.visibilityState === "visible") ask(location.href);
};
setInterval(look, EVERY_MS);
document.addEventListener("visibilitychange", look);
