// The day of an event: asked for anew every few seconds while it is looked at, and after every button, in its place.

const EVERY_MS = 15_000;
// an answer that takes longer is taken for lost; to press again does no harm, for what is said twice holds once
const LONGEST_MS = 10_000;
const live = document.querySelector("[data-live]");
const offline = document.querySelector("[data-offline]");
const unsent = document.querySelector("[data-unsent]");
/** What was pressed and is not answered, by what it was pressed on: whoever presses again there means the last. */
const pressed = new Map();
let latest = 0;

/** Put what the server says now in the place of what is there; the focus and open folds stay. */
function show(page) {
  const fresh = page.querySelector("[data-live]");
  // signed out, or the event is gone: the page itself tells
  if (!fresh) return location.reload();
  offline.hidden = true;
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

/** What an answer says of why not, in the place where a page says it: its notices, or what its page of an error tells. */
function tell(page) {
  const notices = document.querySelector("[data-notices]");
  const said = [...(page.querySelector("[data-notices]")?.children ?? [])];
  const advice = page.querySelector(".error-page p");
  if (advice) {
    const notice = document.createElement("div");
    notice.className = "notice tone-loss";
    notice.setAttribute("role", "alert");
    const what = document.createElement("p");
    what.append(`${page.querySelector("h1").textContent.trim()}. `, advice.textContent);
    notice.append(what);
    said.push(notice);
  }
  notices.replaceChildren(...said);
  if (said.length) notices.scrollIntoView({ block: "nearest" });
}

async function ask(address, options) {
  const signal = AbortSignal.timeout?.(LONGEST_MS);
  const reply = await fetch(address, { ...options, signal }).catch(() => null);
  const text = await reply?.text().catch(() => null);
  if (text == null) return null;
  return { ok: reply.ok, status: reply.status, page: new DOMParser().parseFromString(text, "text/html") };
}

/** Look at the page as it is now. */
async function look() {
  const mine = ++latest;
  const answer = await ask(location.href);
  // somebody may have pressed something while the answer was under way: that one's answer is newer
  if (mine !== latest) return;
  if (!answer) offline.hidden = false;
  else if (answer.ok) show(answer.page);
  else location.reload();
}

const lost = () => [...pressed.values()].filter((one) => one.isLost);

/** Send what was pressed. Whatever becomes of it is told, whatever else was asked for meanwhile. */
async function send(one) {
  const mine = ++latest;
  one.isLost = false;
  pressed.set(one.key, one);
  unsent.hidden = !lost().length;
  const answer = await ask(one.address, { method: "post", body: one.body });
  // no answer, or none but that the server is busy: it may be tried again
  one.isLost = !answer || answer.status >= 500 || answer.status === 429;
  if (pressed.get(one.key) === one && !one.isLost) pressed.delete(one.key);
  unsent.hidden = !lost().length;
  if (!answer) offline.hidden = false;
  else {
    tell(answer.page);
    if (answer.ok && mine === latest) show(answer.page);
    // refused, or something else was asked for meanwhile: the last to be answered looks at what all have come to
    else if (pressed.size === lost().length) look();
  }
}

live.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = event.target.action;
  // all that can be said of one step or line stands at the end of its address
  const key = address.slice(0, address.lastIndexOf("/"));
  send({ key, address, body: new FormData(event.target) });
});
live.addEventListener("click", (event) => {
  if (!event.target.closest("[data-again]")) return;
  event.preventDefault();
  look();
});
unsent.querySelector("button").addEventListener("click", () => lost().forEach(send));

// while something is on its way, its own answer is the page as it is then
const poll = () => {
  if (document.visibilityState === "visible" && pressed.size === lost().length) look();
};
setInterval(poll, EVERY_MS);
document.addEventListener("visibilitychange", poll);
