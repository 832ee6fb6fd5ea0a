// Moving and resizing events by mouse, touch and keys. Whatever was meant becomes one request, the same for all.

const table = document.querySelector("[data-slide]");
const pattern = document.getElementById("slide-form");
const isWeek = table?.classList.contains("week");
const [SLOT, HOLD_MS, FAR_PX, EDGE_PX] = [30, 350, 6, 10];
const PLACE = /^(.*\/events\/\d+)(?:\/occurrences\/([\d-]+))?$/;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const holds = (element, x, y) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return (x === undefined || (left <= x && x < right)) && (y === undefined || (top <= y && y < bottom));
};

const send = (link, by) => {
  const [, event, on] = PLACE.exec(link.pathname);
  const form = document.createElement("form");
  Object.assign(form, { action: `${event}/slide`, method: "post" });
  form.append(pattern.content.firstElementChild.cloneNode(true));
  const told = { ...by, version: link.dataset.move, back: location.pathname + location.search };
  if (on) told.on = on;
  for (const [name, value] of Object.entries(told)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  document.body.append(form);
  if (!on) {
    form.submit();
    return;
  }
  // of a series: this one, it and the following, or all
  const dialog = form.querySelector("dialog");
  dialog.addEventListener("close", () => {
    form.remove();
    link.focus();
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.showModal();
};

// ── Where on the calendar a point lies ──

const cellAt = (x, y) => {
  if (isWeek) return [...table.querySelectorAll("thead [data-on]")].find((head) => holds(head, x));
  const week = [...table.tBodies].find((body) => holds(body, undefined, y));
  return week && [...week.querySelectorAll(".day")].find((day) => holds(day, x));
};

const dayOf = (cell) =>
  cell.dataset.on ?? new URL(cell.querySelector("[data-day-link]").href).searchParams.get("on");

const rowAt = (y) => [...table.querySelectorAll("tr[data-at]")].find((row) => holds(row, undefined, y));

const minutesOf = (row) => {
  const [hours, minutes] = row.dataset.at.split(":").map(Number);
  return hours * 60 + minutes;
};

const apart = (from, to) => Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86_400_000);

// ── Dragging ──

let held = null;
let isLetGo = false;

const isAtEdge = (link, x, y) => {
  const box = (isWeek && link.closest(".held")) || link;
  const { right, bottom } = box.getBoundingClientRect();
  if (link.closest(".held")) return bottom - y < EDGE_PX;
  return link.matches(".span:not(.goes-on)") && right - x < EDGE_PX;
};

const begin = () => {
  held.ghost = held.link.cloneNode(true);
  held.ghost.className = `${held.link.className} ghost`;
  held.ghost.removeAttribute("href");
  held.ghost.setAttribute("aria-hidden", "true");
  document.body.append(held.ghost);
  table.classList.add("is-sliding");
};

const aim = (x, y) => {
  held.target?.classList.remove("is-target");
  held.row?.classList.remove("is-target");
  held.target = cellAt(x, y);
  held.target?.classList.add("is-target");
  held.row = held.from.row && rowAt(y);
  held.row?.classList.add("is-target");
  held.ghost.style.translate = `${x + 8}px ${y + 8}px`;
};

const wanted = () => {
  if (!held.target) return null;
  const days = held.link.closest(".hours") && held.isLonger ? 0 : apart(held.from.cell, held.target);
  const minutes = held.row ? minutesOf(held.row) - minutesOf(held.from.row) : 0;
  if (!days && !minutes) return null;
  return held.isLonger ? { longer_days: days, longer_minutes: minutes } : { days, minutes };
};

const drop = () => {
  clearTimeout(held?.timer);
  held?.ghost?.remove();
  held?.target?.classList.remove("is-target");
  held?.row?.classList.remove("is-target");
  table.classList.remove("is-sliding");
  held = null;
};

const take = (event) => {
  const link = event.target.closest(".held")?.querySelector("[data-move]") ?? event.target.closest("[data-move]");
  if (!link || event.button !== 0) return;
  const { clientX: x, clientY: y } = event;
  const from = { cell: cellAt(x, y), row: link.closest(".hours") && rowAt(y) };
  if (!from.cell) return;
  held = { link, from, x, y, isLonger: isAtEdge(link, x, y), isTouch: event.pointerType === "touch" };
  // a finger has to rest first: otherwise it scrolls the page
  if (held.isTouch) held.timer = setTimeout(begin, HOLD_MS);
};

const drag = (event) => {
  if (!held) return;
  const { clientX: x, clientY: y } = event;
  if (!held.ghost) {
    if (Math.hypot(x - held.x, y - held.y) < FAR_PX) return;
    if (held.isTouch) {
      drop();
      return;
    }
    begin();
  }
  aim(x, y);
};

const release = () => {
  if (!held) return;
  const { ghost, link } = held;
  const by = ghost && wanted();
  drop();
  if (!ghost) return;
  // letting go is no click on what lies there
  isLetGo = true;
  setTimeout(() => {
    isLetGo = false;
  });
  if (by) send(link, by);
};

// ── Keys ──

const press = (event) => {
  if (event.key === "Escape" && held) drop();
  const link = event.target.closest?.("[data-move]");
  const [across, down] = KEYS[event.key] ?? [];
  if (!link || across === undefined || !event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const hours = isWeek && link.closest(".hours");
  const days = across + (hours || isWeek ? 0 : 7 * down);
  const minutes = hours ? down * SLOT : 0;
  if (!days && !minutes) return;
  if (!event.shiftKey) send(link, { days, minutes });
  else if (hours ? minutes : link.matches(".span")) {
    send(link, hours ? { longer_minutes: minutes } : { longer_days: days });
  }
};

// ── Coming back ──

const find = () => {
  const [, place, on] = /^#(\/.*?)(?:@([\d-]+))?$/.exec(decodeURIComponent(location.hash)) ?? [];
  if (!place) return;
  const link = [...document.querySelectorAll("main a[href]")].find(
    (one) => one.pathname === place && one.checkVisibility(),
  );
  if (link) {
    history.replaceState(null, "", location.pathname + location.search);
    link.focus();
    link.classList.add("was-moved");
  } else if (on) {
    // it went out of sight: go where it went, once
    const there = new URL(location.href);
    there.searchParams.set("on", on);
    there.hash = place;
    location.replace(there);
    if (there.search === location.search) location.reload();
  }
};

if (table && pattern) {
  for (const link of table.querySelectorAll("[data-move]")) link.draggable = false;
  table.addEventListener("pointerdown", take);
  addEventListener("pointermove", drag);
  addEventListener("pointerup", release);
  addEventListener("pointercancel", () => held && drop());
  table.addEventListener("touchmove", (event) => held?.ghost && event.preventDefault(), { passive: false });
  table.addEventListener("contextmenu", (event) => held?.isTouch && event.preventDefault());
  addEventListener("click", (event) => isLetGo && event.preventDefault(), { capture: true });
  addEventListener("keydown", press);
}
find();
