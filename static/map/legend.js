// The legend: every class with its interval and count; sizes of symbols; the square of two indicators.

import { fillOf, html, svg } from "./drawing.js";

export function legend(place, data, defs) {
  place.replaceChildren();
  html("p", { class: "title" }, place).textContent = data.legend;
  if (data.square) square(place, data);
  const shown = data.square ? data.classes.filter((each) => each.state) : data.classes;
  const list = html("ul", {}, place);
  for (const each of shown) entry(list, each, defs);
  if (data.symbols) sizes(place, data);
  for (const line of data.notes ?? []) html("p", { class: "note" }, place).textContent = line;
}

function entry(list, each, defs) {
  const item = html("li", {}, list);
  const swatch = svg("svg", { viewBox: "0 0 18 14", "aria-hidden": "true" }, item);
  svg("rect", { class: "swatch", x: 0.5, y: 0.5, width: 17, height: 13 }, swatch).style.fill = fillOf(defs, each);
  html("span", {}, item).textContent = each.said;
}

// Rows: the first indicator, low to high; columns: the second. Each cell tells how many units are in it.
function square(place, { square: { rows, columns, row_title, column_title }, classes }) {
  const table = html("table", { class: "square" }, place);
  const head = html("tr", {}, html("thead", {}, table));
  html("td", {}, head);
  for (const name of columns) html("th", { scope: "col" }, head).textContent = name;
  html("caption", {}, table).textContent = `${row_title} ↓ · ${column_title} →`;
  const body = html("tbody", {}, table);
  rows.forEach((name, i) => {
    const row = html("tr", {}, body);
    html("th", { scope: "row" }, row).textContent = name;
    columns.forEach((_, j) => {
      const each = classes[i * columns.length + j];
      const cell = html("td", { title: each.label }, row);
      cell.style.background = each.colour;
      cell.style.color = each.ink;
      cell.textContent = each.count;
    });
  });
}

export const radius = (value, most) => (value > 0 ? Math.max(1.2, 24 * Math.sqrt(value / most)) : 0);

function sizes(place, { symbols: { title, steps, most } }) {
  const box = html("div", { class: "sizes" }, place);
  html("span", {}, box).textContent = title;
  for (const [value, said] of steps) {
    const r = radius(value, most);
    const drawn = svg("svg", { width: 2 * r + 2, height: 2 * r + 2, "aria-hidden": "true" }, box);
    svg("circle", { class: "size", cx: r + 1, cy: r + 1, r }, drawn);
    html("span", {}, box).textContent = said;
  }
}
