// Keys for the list of alerts. Every key does what a button or a link on the page does.
"use strict";

const main = document.getElementById("main");
const bulk = document.getElementById("bulk");
const done = [];
const DECIDED = new Set(["relevant", "not relevant", "closed"]);
const JUDGES = { r: "relevant", n: "not relevant", e: "escalated", i: "in review", c: "closed" };

const rows = () => [...document.querySelectorAll("#rows > .row")];
const here = () => document.querySelector("#rows > .row.here") || document.activeElement.closest?.("#rows > .row");

const mark = (row) => rows().forEach((one) => one.classList.toggle("here", one === row));

function go(row) {
  if (!row) return;
  mark(row);
  row.querySelector(".row-link").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/** The next row, or the previous one; beyond the last row goes on with the next page. */
function step(by) {
  const all = rows();
  const now = all.indexOf(here());
  const onward = all[now < 0 ? 0 : now + by];
  if (onward) go(onward); else document.querySelector(by > 0 ? "a[rel=next]" : "a[rel=prev]")?.click();
}

/** The next row that nobody has judged; where there is none, the row itself. */
function next(row) {
  const all = rows();
  const after = all.slice(all.indexOf(row) + 1);
  return after.find((one) => !DECIDED.has(one.dataset.state)) || after[0] || row;
}

function change(row, what, values) {
  const fields = { token: bulk.elements.token.value, back: bulk.elements.back.value, ...values };
  const path = `/alerts/${row.dataset.alert}/${what}?revision=${row.dataset.revision}`;
  row.setAttribute("aria-busy", "true");
  htmx.ajax("POST", path, { source: row, target: row, swap: "outerHTML", values: fields });
}

function judge(row, state) {
  if (!row || row.getAttribute("aria-busy")) return;
  done.push(row.dataset.alert);
  row.dataset.state = state;
  const onward = next(row);
  change(row, "judge", { state });
  go(onward === row ? row : onward);
}

function undo() {
  const row = document.getElementById(`a-${done.pop()}`);
  if (!row) { say(main.dataset.nothingToUndo); return; }
  change(row, "undo", {});
  say(main.dataset.undone);
  row.classList.add("here");
}

function merge(row) {
  if (!document.querySelector("#rows input:checked")) { say(main.dataset.selectFirst); return; }
  row.querySelector("input").checked = true;
  const into = document.createElement("input");
  into.type = "hidden"; into.name = "into"; into.value = row.dataset.alert;
  bulk.append(into);
  bulk.requestSubmit(bulk.querySelector('[value="merge"]'));
}

// Who comes back finds the same row.
function leave(row) {
  history.replaceState(history.state, "", `#${row.id}`);
  sessionStorage.setItem("list", location.href);
}
const open_ = (row, part) => { leave(row); location.href = row.querySelector(".row-link").href + (part ? `#${part}` : ""); };

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => here() && open_(here()),
  a: () => here() && change(here(), "assign", { assignee: main.dataset.user }),
  t: () => here() && open_(here(), "tags"),
  w: () => here() && open_(here(), "note"),
  s: () => here() && open_(here(), "snooze"),
  x: () => { const box = here()?.querySelector("input"); if (box) box.checked = !box.checked; },
  m: () => here() && merge(here()),
  u: undo,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog[open]")) return;
  if (event.key in JUDGES && !bulk.hidden) judge(here(), JUDGES[event.key]);
  else if (event.key in KEYS) KEYS[event.key]();
  else return;
  event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("#rows > .row");
  if (row) mark(row);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("#rows .row-link")) leave(event.target.closest(".row"));
});

document.getElementById("select-all")?.addEventListener("change", (event) => {
  rows().forEach((row) => { row.querySelector("input").checked = event.target.checked; });
});

// A row that was replaced under the reader keeps the place.
document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
  const old = event.detail.target;
  const fresh = event.detail.fragment.firstElementChild;
  if (!old?.classList?.contains("row") || !fresh) return;
  // What we just changed ourselves, and rows whose turn it is, are up to date already.
  if (old.dataset.revision === fresh.dataset.revision) event.detail.shouldSwap = false;
  else if (old.contains(document.activeElement)) setTimeout(() => go(document.getElementById(fresh.id)));
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.requestConfig.verb === "post") htmx.trigger(document.body, "judged");
  // A list that cannot be kept up to date says so, until it can again.
  else if (event.detail.elt.id === "watching") document.getElementById("stale").hidden = event.detail.successful;
});
for (const failed of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.body.addEventListener(failed, (event) => {
    if (event.detail.requestConfig?.verb !== "post") return;
    document.querySelectorAll("[aria-busy]").forEach((row) => row.removeAttribute("aria-busy"));
    say(main.dataset.away);
  });
}

// What colleagues do appears by itself; nobody asks for a page that nobody sees.
const look = () => { if (!document.hidden) htmx.trigger(document.body, "look"); };
setInterval(look, 3000);
document.addEventListener("visibilitychange", look);

mark(rows().find((row) => `#${row.id}` === location.hash) ?? rows()[0]);
