// Arrow keys go from day to day of the month; everything they reach is a link already. What clashes is marked where it
// stands, once the page is there: finding it takes longer than showing the days.

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

const link = document.querySelector("[data-clash-marks]");

const markClashes = async () => {
  const reply = await fetch(link.dataset.clashMarks).catch(() => null);
  if (!reply?.ok || reply.redirected) return;
  const { said, places } = await reply.json();
  const clashing = new Set(places);
  const main = document.getElementById("main");
  const found = [...main.querySelectorAll("a[href]")].filter((one) => clashing.has(one.getAttribute("href")));
  for (const one of found) {
    one.classList.add("is-clashing");
    one.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: ` (${said})` }));
  }
  link.classList.toggle("is-clashing", found.length > 0);
};

if (link) markClashes();

// The menu of saved views stands in their list, and is fetched when it is opened for the first time.
for (const menu of document.querySelectorAll("[data-views]")) {
  menu.addEventListener("toggle", async () => {
    const reply = await fetch(menu.dataset.views).catch(() => null);
    if (!reply?.ok || reply.redirected) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const found = page.querySelector("[data-views-menu]");
    if (!found) return;
    const fold = menu.querySelector(".fold");
    const hadFocus = fold.contains(document.activeElement);
    fold.replaceChildren(document.adoptNode(found.content));
    if (hadFocus) fold.querySelector("a, button").focus();
  }, { once: true });
}
