// A changed switch brings the curves anew, and the address with them. Without this file the form has
// its button.
"use strict";

const form = document.querySelector("form.choices");
const state = form.querySelector(".state");
const LONG = 1000; // milliseconds after which the progress is shown
let waiting = null;

// What was chosen, and nothing else: the address says no more than the scenario.
function asked() {
  const chosen = [...new FormData(form)].filter(([, value]) => value !== "");
  if (!chosen.some(([name]) => name !== "from" && name !== "as_of")) {
    return new URLSearchParams(chosen.filter(([name]) => name === "as_of"));
  }
  return new URLSearchParams(chosen);
}

async function compute() {
  waiting?.abort();
  const call = waiting = new AbortController();
  const section = document.getElementById("what-if");
  const query = asked().toString();
  section.setAttribute("aria-busy", "true");
  state.textContent = form.dataset.computing;
  for (const field of document.querySelectorAll(".keep [name=query]")) {
    field.value = query;
    field.closest(".keep").hidden = !/(^|&)(set|put|rate|given)=/.test(query);
  }
  document.querySelector(".kept [aria-current]")?.removeAttribute("aria-current");
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  for (const link of document.querySelectorAll(".tongue a, footer a")) {
    const lang = new URL(link.href).searchParams.get("lang");
    link.search = [query, lang && `lang=${lang}`].filter(Boolean).join("&");
  }
  const long = setTimeout(listen, LONG);
  try {
    const answer = await fetch(`${form.dataset.section}?${query}`, { signal: call.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    section.replaceWith(document.createRange().createContextualFragment(await answer.text()));
    state.textContent = form.dataset.updated;
  } catch (error) {
    if (error.name === "AbortError") return;
    section.removeAttribute("aria-busy");
    state.textContent = form.dataset.failed;
  } finally {
    clearTimeout(long);
  }
}

form.addEventListener("change", compute);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  compute();
});
