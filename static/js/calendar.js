// Arrow keys go from day to day of the month; everything they reach is a link already.

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

for (const table of document.querySelectorAll("[data-days]")) {
  const days = [...table.querySelectorAll("[data-day-link]")];
  table.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const place = days.indexOf(event.target);
    if (!step || place < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = days[place + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
