// What is typed is not lost: a warning before leaving, and a draft kept in this tab until it is saved.
// A draft comes back only when the page was left without saving: the sign-in ran out, or the tab was reloaded.

const START = "samphan-draft:";
const SENT = "samphan-sent";
const store = window.sessionStorage;

const keyOf = (form) => START + location.pathname + location.search + "#" + form.id;
const worthKeeping = (control) =>
  control.name && !["hidden", "password", "file", "submit", "button"].includes(control.type);

function contents(form) {
  const kept = {};
  for (const control of form.elements) {
    if (!worthKeeping(control)) continue;
    const values = (kept[control.name] ??= []);
    if (control.type === "checkbox" || control.type === "radio") values.push(control.checked);
    else values.push(control.value);
  }
  return kept;
}

function fill(form, kept) {
  const seen = {};
  for (const control of form.elements) {
    if (!worthKeeping(control) || !kept[control.name]) continue;
    const index = (seen[control.name] = (seen[control.name] ?? -1) + 1);
    const value = kept[control.name][index];
    if (value === undefined) continue;
    if (control.type === "checkbox" || control.type === "radio") control.checked = value;
    else control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

const asText = (form) => JSON.stringify(contents(form));

function forget() {
  for (const key of Object.keys(store)) if (key.startsWith(START) || key === SENT) store.removeItem(key);
}

function offer(form, key, saved) {
  const notice = document.getElementById("piece-draft")?.content.firstElementChild.cloneNode(true);
  if (!notice) return;
  notice.querySelector("[data-discard]").addEventListener("click", () => {
    fill(form, JSON.parse(saved));
    store.removeItem(key);
    notice.remove();
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
  form.prepend(notice);
}

const sent = store.getItem(SENT);
const isSignIn = Boolean(document.querySelector('input[type="password"][name="password"]'));
if (sent && !isSignIn) store.removeItem(SENT);

for (const form of document.querySelectorAll("form[data-guard]")) {
  const key = keyOf(form);
  const saved = asText(form);
  const wasRefused = Boolean(form.querySelector("[data-focus]"));
  const kept = store.getItem(key);
  let leaving = false;
  if (kept && wasRefused) store.removeItem(key);
  else if (kept && kept !== saved) {
    fill(form, JSON.parse(kept));
    offer(form, key, saved);
  }
  form.addEventListener("input", () => {
    leaving = false;
    store.setItem(key, asText(form));
  });
  form.addEventListener("submit", () => {
    leaving = true;
    store.setItem(SENT, key);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && asText(form) !== saved) event.preventDefault();
  });
}

// The save went through when the next page is neither the form again nor the sign-in.
if (sent && !isSignIn && ![...document.querySelectorAll("form[data-guard]")].some((form) => keyOf(form) === sent)) {
  store.removeItem(sent);
}

for (const form of document.querySelectorAll("[data-sign-out]")) form.addEventListener("submit", forget);
