// Draws what the table below the plot holds.
"use strict";

// Told apart by their lightness as well as their hue (after Okabe and Ito).
const HUES = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#8a6fd1", "#7f7f7f"];
const DASHES = [[], [6, 3], [2, 3], [10, 4, 2, 4], [], [6, 3], [2, 3], []];

const DAY = 86400;
const HEIGHT = 260;
// A sheet of paper between its margins, in the pixels of a style sheet.
const PAPER = 640;
const drawn = new Map();

function draw(box) {
  const { days, series } = JSON.parse(box.dataset.plot);
  const shortDay = new Intl.DateTimeFormat(box.dataset.dates, { day: "numeric", month: "short", timeZone: "UTC" });
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const axis = { stroke: colour("--faint"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 } };
  const lines = series.map((one, at) => ({ label: one.title, stroke: HUES[at], dash: DASHES[at], width: 2, points: { show: days.length < 32, size: 5 } }));
  drawn.get(box)?.destroy();
  drawn.set(box, new uPlot({
    width: box.clientWidth, height: HEIGHT, tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
    scales: { y: { range: (plot, low, high) => [0, Math.max(high * 1.05, 1)] } },
    axes: [{ ...axis, incrs: [1, 2, 7, 14, 28].map((days) => days * DAY), values: (plot, moments) => moments.map((at) => shortDay.format(at * 1000)) }, { ...axis, size: 60 }],
    series: [{ label: box.dataset.day, value: (plot, at) => at === null ? "--" : shortDay.format(at * 1000) }, ...lines],
  }, [days, ...series.map((one) => one.values)], box));
}

const fit = (box, width) => { if (drawn.get(box).width !== width) drawn.get(box).setSize({ width, height: HEIGHT }); };

const boxes = [...document.querySelectorAll("[data-plot]")];
boxes.forEach((box) => {
  // A picture without a width stays blank, so that it is drawn when the box has one, and drawn anew when that changes.
  new ResizeObserver(() => {
    if (!box.clientWidth) return;
    if (drawn.has(box)) fit(box, box.clientWidth); else draw(box);
  }).observe(box);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => [...drawn.keys()].forEach(draw));
addEventListener("beforeprint", () => [...drawn.keys()].forEach((box) => fit(box, PAPER)));
addEventListener("afterprint", () => [...drawn.keys()].forEach((box) => fit(box, box.clientWidth)));
