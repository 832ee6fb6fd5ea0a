// One key: "/" goes to the page's own search, else to the one in the bar. Never while typing, never with a modifier.

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
  const search = document.querySelector("main [data-hot]") ?? document.querySelector("[data-hot]");
  if (!search) return;
  event.preventDefault();
  const fold = search.closest("details");
  if (fold && !search.checkVisibility()) fold.open = true;
  search.focus();
  search.select();
});
