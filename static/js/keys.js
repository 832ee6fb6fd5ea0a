// Single keys. What says data-key="m" answers to m: a link is followed, a control gone to, a form sent. "?" tells which
// there are. Never while typing, with a modifier or under a dialog; who switched them off has none (WCAG 2.2, 2.1.4).

const OFF = "samphan-keys-off";
const nodes = (place) => document.querySelectorAll(`${place}[data-key]`);
let isOff = false;
try {
  isOff = !!localStorage.getItem(OFF);
} catch {
  // a browser may keep nothing for anybody
}

/** What can be reached on this page now, by its key; the page's own before the bar's. */
function reachable() {
  const found = new Map();
  for (const node of [...nodes("main "), ...nodes("")]) {
    const isThere = node.checkVisibility() || node.closest("details:not([open])");
    if (isThere && !found.has(node.dataset.key)) found.set(node.dataset.key, node);
  }
  return found;
}

function announce() {
  for (const node of nodes("")) {
    if (isOff) node.removeAttribute("aria-keyshortcuts");
    else node.setAttribute("aria-keyshortcuts", node.dataset.key);
  }
}

function use(node) {
  if (node.matches("form")) return node.requestSubmit();
  if (!node.matches("input, textarea, select")) return node.click();
  const fold = node.closest("details");
  if (fold && !node.checkVisibility()) fold.open = true;
  node.focus();
  node.select?.();
}

function help() {
  const dialog = document.getElementById("piece-keys")?.content.firstElementChild.cloneNode(true);
  if (!dialog) return;
  const list = dialog.querySelector("dl");
  for (const [key, node] of reachable()) {
    const row = list.firstElementChild.cloneNode(true);
    row.querySelector("kbd").textContent = key;
    row.querySelector("dd").textContent = (node.labels?.[0] ?? node).textContent.trim();
    list.append(row);
  }
  const choice = dialog.querySelector("input");
  choice.checked = !isOff;
  choice.addEventListener("change", () => {
    isOff = !choice.checked;
    try {
      localStorage.setItem(OFF, isOff ? "1" : "");
    } catch {
      // it holds for this page
    }
    announce();
  });
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** The key as it stands on a Latin keyboard: under a Thai layout the key of m types ท. */
function latin({ key, code, shiftKey }) {
  if (/^[!-~]$/.test(key)) return shiftKey ? key : key.toLowerCase();
  if (code === "Slash") return shiftKey ? "?" : "/";
  return shiftKey ? "" : (/^Key([A-Z])$/.exec(code)?.[1] ?? "").toLowerCase();
}

document.addEventListener("keydown", (event) => {
  if (isOff || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
  const key = latin(event);
  const node = reachable().get(key);
  if (!node && key !== "?") return;
  event.preventDefault();
  if (node) use(node);
  else help();
});

for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", help);
}
announce();
