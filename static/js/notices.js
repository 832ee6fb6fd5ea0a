// Notices that can be closed and whose Undo passes, folds that close by Escape, focus on what went wrong, addresses to copy.

const piece = (name) => document.getElementById(`piece-${name}`)?.content.firstElementChild.cloneNode(true);

for (const notice of document.querySelectorAll("[data-notices] .notice")) {
  const button = piece("dismiss");
  button.addEventListener("click", () => {
    notice.remove();
    document.getElementById("main")?.focus();
  });
  notice.append(button);
}

// an Undo is offered for ten seconds, and as long as somebody is at it; the history offers it after that
const pass = (step) => {
  setTimeout(() => {
    if (step.closest(".notice")?.matches(":hover, :focus-within")) pass(step);
    else step.remove();
  }, 10_000);
};
document.querySelectorAll("[data-notices] .step").forEach(pass);

for (const holder of document.querySelectorAll("[data-copy]")) {
  const input = holder.querySelector("input, textarea");
  const button = piece("copy");
  const word = button.textContent;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    input.select();
    try {
      await navigator.clipboard.writeText(input.value);
    } catch {
      document.execCommand("copy");
    }
    button.textContent = button.dataset.copyDone;
    setTimeout(() => {
      button.textContent = word;
    }, 2500);
  });
  input.addEventListener("focus", () => input.select());
  holder.append(button);
}

document.querySelector("[data-focus]")?.focus();

const closeFold = (fold) => {
  fold.open = false;
  fold.querySelector("summary").focus();
};

document.addEventListener("keydown", (event) => {
  const fold = event.key === "Escape" && event.target.closest?.(".fold-menu[open]");
  if (fold) closeFold(fold);
});

document.addEventListener("click", (event) => {
  for (const fold of document.querySelectorAll(".fold-menu[open]:not(.step)")) {
    if (!fold.contains(event.target)) fold.open = false;
  }
});
