// Small comforts on every page; everything works without them.
"use strict";

/** Shows a sentence for a moment, and to screen readers. */
function say(text) {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.textContent = text;
  document.getElementById("notices").replaceChildren(toast);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => toast.remove(), 6000);
}

/** The page's own words, in the reader's language, from data-* of the body of the page. */
const word = (name) => document.getElementById("main").dataset[name] || "";

// A form is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 5000);
});

// A choice in a filter takes effect at once.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-at-once]");
  if (form) form.requestSubmit();
});

document.getElementById("q")?.focus();

// On every page: ? shows the keys, / leads to the search.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select, dialog[open]")) return;
  if (event.key === "?") document.getElementById("keys")?.showModal();
  else if (event.key === "/") location.href = "/search";
  else return;
  event.preventDefault();
});
document.querySelectorAll('[data-key="?"]').forEach((link) => link.addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("keys").showModal();
}));
