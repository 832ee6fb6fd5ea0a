// Beneath the controls of a time: what it clashes with, asked for whenever one of them has changed.

const ASKED = ["start_on", "start_time", "end_on", "end_time", "timezone", "all_day", "type", "visibility", "venue_th", "venue_en"];

for (const place of document.querySelectorAll("form [data-clashes]")) {
  const form = place.closest("form");
  let latest = "";
  form.addEventListener("change", async (event) => {
    if (!place.dataset.clashes || !ASKED.includes(event.target.name)) return;
    const typed = [...new FormData(form)].filter(([name, value]) => ASKED.includes(name) && value);
    const asked = `${place.dataset.clashes}?${new URLSearchParams(typed)}`;
    latest = asked;
    const reply = await fetch(asked).catch(() => null);
    // somebody may have typed on while the answer was under way
    if (!reply?.ok || reply.redirected || latest !== asked) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    place.replaceChildren(...(page.querySelector("[data-clashes]")?.childNodes ?? []));
  });
}
