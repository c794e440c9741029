// Brings in the sections that were still being computed, and shows how far the desk is.
"use strict";

const bar = document.querySelector(".progress");
const pending = [...document.querySelectorAll(".pending")];
const given = new AbortController();

async function bring(place) {
  const answer = await fetch(place.dataset.address, { signal: given.signal });
  if (!answer.ok) return fail(place);
  const part = document.createRange().createContextualFragment(await answer.text());
  place.replaceWith(part);
  if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
}

// Says that the work was called off, and offers to take it up again.
function fail(place) {
  const words = document.querySelector("main").dataset;
  const again = document.createElement("a");
  again.href = location.pathname + location.search;
  again.textContent = words.again;
  place.removeAttribute("aria-busy");
  place.querySelector("p").replaceChildren(words.cancelled, " ", again);
}

function listen() {
  const words = JSON.parse(bar.dataset.doing);
  const events = new EventSource("/api/v1/progress");
  events.onmessage = (event) => {
    const now = JSON.parse(event.data);
    bar.hidden = now.waiting === 0;
    bar.querySelector("progress").value = now.share;
    const doing = words[now.doing] ?? words[""];
    const told = bar.querySelector("span");
    if (told.textContent !== doing) told.textContent = doing;
    if (now.waiting === 0) events.close();
  };
  events.onerror = () => { events.close(); bar.hidden = true; };
}

if (pending.length) {
  listen();
  pending.forEach((place) => bring(place).catch(() => fail(place)));
}
bar?.querySelector("button").addEventListener("click", () => {
  given.abort();
  fetch("/api/v1/cancel", { method: "POST" });
});

// The slider of the map: shows each day as it is passed, then what stood on it.
function slide(slider) {
  const said = slider.form.querySelector("output");
  const days = slider.form.querySelectorAll("datalist option");
  const known = slider.form.querySelector("input[name=as_of]");
  let asked;
  slider.addEventListener("input", () => {
    said.textContent = days[slider.value].label;
    slider.setAttribute("aria-valuetext", said.textContent);
    clearTimeout(asked);
    asked = setTimeout(() => stand(slider, known ? `&as_of=${known.value}` : ""), 120);
  });
}

async function stand(slider, known) {
  const step = slider.value;
  const answer = await fetch(`${slider.dataset.address}?step=${step}${known}`);
  if (!answer.ok || step !== slider.value) return;
  const parts = document.createRange().createContextualFragment(await answer.text());
  for (const part of [...parts.children]) document.getElementById(part.id)?.replaceWith(part);
}

document.querySelectorAll("input[data-address]").forEach(slide);
