// The inbox by keyboard, and a form that is sent once. Without this file the forms work as they are.
"use strict";

const page = document.querySelector("main.inbox");
const said = document.querySelector("#said");
const help = document.querySelector("#keys");
const articles = [...page.querySelectorAll(".proposal")];
const FORMS = new Set(["a", "t", "r", "m"]);
const TEXT = "input:not([type=radio]):not([type=hidden]), textarea";

function here() {
  return document.activeElement.closest(".proposal");
}

function say(words) {
  said.textContent = words;
}

// Moves to the proposal that many places further on, or to the first.
function step(by) {
  const at = articles.indexOf(here());
  const to = at < 0 ? 0 : Math.min(Math.max(at + by, 0), articles.length - 1);
  if (!articles.length) return;
  articles[to].focus();
  articles[to].scrollIntoView({ block: "nearest" });
  say(page.dataset.at.replace("{n}", to + 1).replace("{all}", articles.length));
}

// Opens a form of the proposal and puts the focus where one begins to fill it in.
function open(key) {
  const article = here() ?? articles[0];
  const form = article?.querySelector(`details[data-key="${key}"]`);
  if (!form) return;
  form.open = true;
  const fields = [...form.querySelectorAll("select, input:not([type=hidden])")];
  const waits = fields.find((each) => each.type === "radio" ? each.checked : each.value === "");
  // a level may be suggested already, and is what one would look at first
  (form.querySelector("[name=shows]") ?? waits ?? fields[0]).focus();
  form.scrollIntoView({ block: "nearest" });
}

// Leaves the field, then the form, then nothing.
function leave() {
  const article = here();
  const form = article?.querySelector(".verdicts > details[open]");
  if (form) form.open = false;
  article?.focus();
}

function pick(number) {
  const field = document.activeElement;
  if (field.type === "radio") return score(field, number);
  const nodes = field.closest(".decision")?.querySelector("select[name=shows]");
  const group = nodes?.selectedOptions[0]?.closest("optgroup");
  const level = group?.querySelectorAll("option")[number - 1];
  if (!level) return false;
  level.selected = true;
  say(level.textContent);
  return true;
}

// Scores one explanation and goes on to the next.
function score(field, number) {
  const rows = [...field.closest(".scores").querySelectorAll("fieldset")];
  const row = field.closest("fieldset");
  const wanted = row.querySelectorAll("input")[number - 1];
  if (!wanted) return false;
  wanted.checked = true;
  say(`${row.querySelector("legend").textContent}: ${wanted.getAttribute("aria-label")}`);
  const next = rows[rows.indexOf(row) + 1];
  if (next) next.querySelector("input:checked").focus();
  else row.closest("form").querySelector("[name=cluster]").focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const writing = event.target.matches(TEXT);
  const choosing = event.target.matches("select");
  const key = event.key;
  let done = true;
  if (key === "Escape" && here()) leave();
  else if (writing) done = false;
  else if (/^[1-9]$/.test(key)) done = pick(Number(key));
  else if (choosing) done = false;
  else if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
  else if (FORMS.has(key)) open(key);
  else if (key === "?") help.showModal();
  else done = false;
  if (done) event.preventDefault();
});

// A form is sent once: a second click finds its button at rest.
for (const form of page.querySelectorAll("form.decision")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
  });
}
// Coming back by the browser's button finds the forms ready again.
addEventListener("pageshow", () => {
  for (const form of page.querySelectorAll("form.decision")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});

const keys = page.querySelector("button.keys");
keys.hidden = false;
keys.addEventListener("click", () => help.showModal());

const target = location.hash && document.getElementById(location.hash.slice(1));
(page.querySelector("[role=alert]") ?? (target || null))?.focus();
