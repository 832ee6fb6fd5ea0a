// Beside a day typed by hand: how it is read, in both eras, and the browser's own picker.
// The server decides what is a day; this is only an echo of the same rule.

const shown = {
  th: new Intl.DateTimeFormat("th-TH-u-ca-buddhist-nu-latn", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }),
};

const thaiYear = (date) => date.getUTCFullYear() + 543;
const inThai = (date) =>
  shown.th
    .formatToParts(date)
    .filter((part) => part.type === "day" || part.type === "month")
    .map((part) => part.value)
    .join(" ") + ` ${thaiYear(date)}`;

/** The day that was typed, or null: 1900–2399 is the common era, 2400–2999 the Buddhist one. */
export function read(text) {
  const digits = text.trim().replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(digits);
  const usual = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(digits);
  const [year, month, day] = iso ? iso.slice(1).map(Number) : usual ? usual.slice(1).reverse().map(Number) : [];
  if (!year || year < 1900 || year > 2999) return null;
  const common = year >= 2400 ? year - 543 : year;
  const date = new Date(Date.UTC(common, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
}

function echo(input, place) {
  const date = read(input.value);
  place.textContent = date ? `= ${inThai(date)} / ${shown.en.format(date)}` : place.dataset.echo;
}

const notes = new Map();

const NOTHING = { note: "", offer: "", value: "" };

/** Beneath a day: what the server says of it (a holiday, a sensitive period), and the next working day after it. */
async function note(place, working, date) {
  const on = date?.toISOString().slice(0, 10) ?? "";
  place.dataset.on = on;
  if (on && !notes.has(on)) {
    const answer = fetch(place.dataset.days + on).then((reply) => (reply.ok && !reply.redirected ? reply.json() : NOTHING));
    notes.set(on, answer.catch(() => NOTHING));
  }
  const said = on ? await notes.get(on) : NOTHING;
  // somebody may have typed on while the answer was under way
  if (place.dataset.on !== on) return;
  place.textContent = said.note;
  place.hidden = !said.note;
  if (!working) return;
  working.textContent = said.offer;
  working.dataset.workingDay = said.value;
  working.hidden = !said.offer;
  offer(working);
}

/** The next working day as a button that writes it into the field. Without scripts it can be read and typed. */
function offer(working) {
  if (working.hidden) return;
  const input = working.parentElement.querySelector("[data-day] input");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "offer", textContent: working.textContent });
  button.addEventListener("click", () => {
    input.value = working.dataset.workingDay;
    // what follows the day hears of it as if it had been typed
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
    input.focus();
  });
  working.replaceChildren(button);
}

for (const line of document.querySelectorAll("[data-day]")) {
  const input = line.querySelector("input");
  const place = line.parentElement.querySelector("[data-echo]");
  if (place) input.addEventListener("input", () => echo(input, place));
  const days = line.parentElement.querySelector("[data-days]");
  const working = line.parentElement.querySelector("[data-working-day]");
  if (days) input.addEventListener("input", () => note(days, working, read(input.value)));
  if (working) offer(working);

  const picker = document.getElementById("piece-picker")?.content.firstElementChild.cloneNode(true);
  const native = picker?.querySelector("input");
  if (!native?.showPicker) continue;
  const button = picker.querySelector("button");
  button.addEventListener("click", () => {
    native.value = read(input.value)?.toISOString().slice(0, 10) ?? "";
    native.showPicker();
  });
  native.addEventListener("change", () => {
    if (!native.value) return;
    const [year, month, day] = native.value.split("-");
    // keep to the era the person types in; where nothing was typed, to the language's own
    const buddhist = /2[4-9]\d\d/.test(input.value) || (!input.value && document.documentElement.lang === "th");
    input.value = `${Number(day)}/${Number(month)}/${buddhist ? Number(year) + 543 : year}`;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    button.focus();
  });
  line.append(picker);
}
