// What a style sheet cannot do for the printed page: let a chart shrink to the sheet, and break a tall one between its rows.

const TALL = 700; // pixels that a landscape sheet has room for

addEventListener("beforeprint", () => {
  for (const plot of document.querySelectorAll(".js-plotly-plot .svg-container")) {
    const layers = [...plot.querySelectorAll("svg.main-svg")];
    const [width, height] = ["width", "height"].map((side) => Number(layers[0]?.getAttribute(side)));
    if (!width || !height) continue;
    layers.forEach((layer) => layer.setAttribute("viewBox", `0 0 ${width} ${height}`));
    if (height > TALL) inColumns(plot, layers, width, height);
  }
});

addEventListener("afterprint", () => {
  document.querySelectorAll(".t-slices").forEach((slices) => slices.remove());
  document.querySelectorAll(".js-plotly-plot svg.main-svg").forEach((layer) => layer.removeAttribute("viewBox"));
});

// The chart once more, its upper rows beside its lower ones.
function inColumns(plot, layers, width, height) {
  const middle = between(plot, height / 2);
  const slices = document.createElement("div");
  slices.className = "t-slices";
  for (const [top, bottom] of [[0, middle], [middle, height]]) {
    const slice = document.createElement("div");
    slice.style.maxWidth = `${width}px`; // larger, it would be taller than the sheet
    for (const layer of layers) {
      const copy = layer.cloneNode(true);
      copy.setAttribute("viewBox", `0 ${top} ${width} ${bottom - top}`);
      copy.setAttribute("height", bottom - top);
      slice.append(copy);
    }
    slices.append(slice);
  }
  plot.after(slices);
}

// The place between two rows that is nearest to the one wanted.
function between(plot, wanted) {
  const above = plot.getBoundingClientRect().top;
  const rows = [...plot.querySelectorAll(".ytick")].map((row) => row.getBoundingClientRect());
  const middles = rows.map((row) => row.top + row.height / 2 - above).sort((one, other) => one - other);
  const gaps = middles.slice(1).map((middle, i) => (middle + middles[i]) / 2);
  return gaps.reduce((best, gap) => (Math.abs(gap - wanted) < Math.abs(best - wanted) ? gap : best), gaps[0] ?? wanted);
}
