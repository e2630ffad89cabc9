// j k o p in the list of items: next, previous, open, pick.
"use strict";

const rows = () => [...document.querySelectorAll("#rows > .row")];
const here = () => document.activeElement.closest?.("#rows > .row");

function step(by) {
  const all = rows();
  const now = all.indexOf(here());
  const row = all[now < 0 ? 0 : now + by];
  if (!row) { document.querySelector(by > 0 ? "a[rel=next]" : "a[rel=prev]")?.click(); return; }
  row.querySelector(".row-link").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, dialog[open]")) return;
  const row = here();
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "o" && row) row.querySelector(".row-link").click();
  else if (event.key === "p" && row) row.querySelector('[data-act="pick"]')?.click();
  else return;
  event.preventDefault();
});
