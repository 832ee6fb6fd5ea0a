// What is typed is not lost: a warning before leaving, and a draft kept in this tab until it is saved.
// A draft holds only what was changed, so that putting it back never undoes what somebody else saved meanwhile.
// It comes back where the page was left unsaved: the sign-in ran out, the server failed, the tab was reloaded.

const START = "samphan-draft:";
const SENT = "samphan-sent";
const store = window.sessionStorage;

const keyOf = (form) => START + location.pathname + location.search + "#" + form.id;
const isTick = (control) => control.type === "checkbox" || control.type === "radio";
const worthKeeping = (control) =>
  control.name && !["hidden", "password", "file", "submit", "button"].includes(control.type);

function contents(form) {
  const held = {};
  for (const control of [...form.elements].filter(worthKeeping)) {
    (held[control.name] ??= []).push(isTick(control) ? control.checked : control.value);
  }
  return held;
}

function changes(form, before) {
  const differs = ([name, values]) => JSON.stringify(values) !== JSON.stringify(before[name]);
  return Object.fromEntries(Object.entries(contents(form)).filter(differs));
}

function addRowsFor(form, kept) {
  for (const holder of form.querySelectorAll("[data-rows]")) {
    const adder = holder.parentElement.querySelector("[data-add]");
    const isMissing = (name) => name.startsWith(`${holder.dataset.rows}-`) && !form.elements[name];
    for (let tries = 0; tries < 50 && adder && !adder.hidden && Object.keys(kept).some(isMissing); tries += 1) adder.click();
  }
}

function fill(form, kept) {
  addRowsFor(form, kept);
  const seen = {};
  for (const control of [...form.elements].filter(worthKeeping)) {
    const index = (seen[control.name] = (seen[control.name] ?? -1) + 1);
    const value = kept[control.name]?.[index];
    if (value === undefined) continue;
    if (isTick(control)) control.checked = value;
    else control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function tell(form, key, before) {
  const notice = document.getElementById("piece-draft")?.content.firstElementChild.cloneNode(true);
  if (!notice) return;
  notice.querySelector("[data-discard]").addEventListener("click", () => {
    fill(form, before);
    store.removeItem(key);
    notice.remove();
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
  form.prepend(notice);
}

function guard(form) {
  const key = keyOf(form);
  const before = contents(form);
  const kept = store.getItem(key);
  let isLeaving = false;
  form.addEventListener("input", () => {
    isLeaving = false;
    store.setItem(key, JSON.stringify(changes(form, before)));
  });
  form.addEventListener("submit", () => {
    isLeaving = true;
    store.setItem(SENT, key);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && Object.keys(changes(form, before)).length) event.preventDefault();
  });
  if (kept && kept !== "{}") {
    fill(form, JSON.parse(kept));
    if (Object.keys(changes(form, before)).length) tell(form, key, before);
  }
}

const sent = store.getItem(SENT);
store.removeItem(SENT);
const didFail = location.pathname.startsWith("/sign-in") || document.querySelector(".error-page");
// saved, or refused with everything typed still in the form, when what came next is neither the sign-in nor a mishap
if (sent && !didFail) store.removeItem(sent);
for (const form of document.querySelectorAll("form[data-guard]")) guard(form);

for (const form of document.querySelectorAll("[data-sign-out]")) {
  form.addEventListener("submit", () => {
    for (const key of Object.keys(store)) if (key.startsWith(START)) store.removeItem(key);
  });
}
