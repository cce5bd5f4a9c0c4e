// Making elements, and the fills of classes: a colour, or a colour under a pattern.

const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, parent = null) {
  return finish(document.createElementNS(SVG, name), attributes, parent);
}

export function html(name, attributes = {}, parent = null) {
  return finish(document.createElement(name), attributes, parent);
}

function finish(made, attributes, parent) {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (parent) parent.append(made);
  return made;
}

const WIDTHS = { lines: 1, cross: 2.2, wide: 0.6, grid: 0.6, heavy: 3.4, sparse: 0.8, level: 1 }; // of the hatch, in pixels of the sheet

// The fill of a class; its pattern is made once in the given defs.
export function fillOf(defs, each) {
  if (!each.pattern) return each.colour;
  const id = `p-${each.key}`;
  if (!defs.querySelector(`#${id}`)) {
    const turned = { dots: 0, sparse: -45, level: 90 }[each.pattern] ?? 45;
    const pattern = svg("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${turned})` }, defs);
    svg("rect", { width: 6, height: 6 }, pattern).style.fill = each.colour;
    const mark = each.pattern === "dots"
      ? svg("circle", { class: "hatch-dot", cx: 3, cy: 3, r: 1.1 }, pattern)
      : svg("line", { class: "hatch", x1: 0, y1: 0, x2: 0, y2: 6, "stroke-width": WIDTHS[each.pattern] }, pattern);
    if (!each.state) mark.style.colorScheme = "light"; // upon a colour of the data, which is the same in both themes
    if (each.pattern === "grid") svg("line", { class: "hatch", x1: 0, y1: 3, x2: 6, y2: 3, "stroke-width": WIDTHS.grid }, pattern);
    mark.setAttribute("aria-hidden", "true");
  }
  return `url(#${id})`;
}

// What each unit is told with: whole numbers become text in the reader's form, in the order the sentence wants them.
export function sentence(data, i) {
  const { say, columns, formats, marks } = data;
  return say.replace(/\{(\d)\}/g, (_, n) => number(columns[n][i], formats[n], marks));
}

// "n" a whole number, "p" tenths of a per cent, "d" tenths of a percentage point with its sign
function number(value, format, marks) {
  if (value === null) return marks.none;
  const whole = format === "n" ? Math.abs(value) : Math.floor(Math.abs(value) / 10);
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, marks.thousands);
  const sign = value < 0 ? "-" : format === "d" && value > 0 ? "+" : "";
  if (format === "n") return sign + grouped;
  const written = `${sign}${grouped}${marks.decimal}${Math.abs(value) % 10}`;
  return (format === "p" ? marks.percent : marks.points).replace("{value}", written);
}
