// r n e i c on the page of one alert: the buttons of the same meaning; u takes the last change back, b goes back.
"use strict";

const JUDGES = { r: "relevant", n: "not relevant", e: "escalated", i: "in review", c: "closed" };

/** To the list that led here, at the row of this alert; else to the new ones. */
const back = () => { location.href = sessionStorage.getItem("list") ?? "/alerts"; };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog[open]")) return;
  if (event.key === "b") { back(); return; }
  const button = event.key in JUDGES
    ? document.querySelector(`.judge button[value="${JUDGES[event.key]}"]`)
    : event.key === "u" ? document.querySelector(".judge .quiet") : null;
  if (!button) return;
  event.preventDefault();
  button.click();
});

// The list leads here for tags, notes and snoozing: the field that was meant is ready to be written in.
const meant = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
if (meant?.matches("input, textarea, select")) meant.focus();
