// Rows that can be added and removed; the empty second language folded on a phone.

const piece = (name) => document.getElementById(`piece-${name}`)?.content.firstElementChild.cloneNode(true);

// messages-0-text_th → messages-3-text_th, in names, ids and everything that points at an id
function renumber(row, name, index) {
  const start = new RegExp(`^((?:\\S*?\\b)?${name})-\\d+(?=-|$)`);
  for (const node of row.querySelectorAll("*")) {
    for (const key of ["name", "id", "for", "aria-describedby"]) {
      const value = node.getAttribute(key);
      if (value) node.setAttribute(key, value.split(" ").map((part) => part.replace(start, `$1-${index}`)).join(" "));
    }
  }
}

function clear(row) {
  for (const node of row.querySelectorAll("input, textarea, select")) {
    if (node.type === "checkbox" || node.type === "radio") node.checked = false;
    else if (node.tagName === "SELECT") node.selectedIndex = 0;
    else node.value = "";
  }
  for (const node of row.querySelectorAll(".field-error")) node.remove();
}

for (const holder of document.querySelectorAll("[data-rows]")) {
  const name = holder.dataset.rows;
  const most = Number(holder.dataset.most) || 100;
  const rows = () => [...holder.querySelectorAll(":scope > [data-row]")];
  const adder = piece("add");
  const refresh = () => {
    rows().forEach((row, index) => renumber(row, name, index));
    adder.hidden = rows().length >= most;
  };
  const withRemover = (row) => {
    const remover = piece("remove");
    remover.addEventListener("click", () => {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      if (rows().length > 1) row.remove();
      else clear(row);
      refresh();
      holder.dispatchEvent(new Event("input", { bubbles: true }));
      (next?.querySelector("input, textarea, select") ?? adder).focus();
    });
    row.append(remover);
  };
  rows().forEach(withRemover);
  adder.addEventListener("click", () => {
    const last = rows().at(-1);
    const row = last.cloneNode(true);
    row.querySelector("[data-remove]")?.remove();
    clear(row);
    withRemover(row);
    last.after(row);
    refresh();
    row.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
  holder.after(adder);
}

if (matchMedia("(max-width: 43.99rem)").matches) {
  for (const fold of document.querySelectorAll("[data-fold-if-empty]")) {
    const control = fold.querySelector("input, textarea");
    if (control && !control.value && !fold.querySelector(".field-error")) fold.open = false;
  }
}
