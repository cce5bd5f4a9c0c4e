// What is drawn upon the map: outlines of chosen units, the focus, and names where they fit.

import { svg } from "./drawing.js";

export function emphasise(map) {
  map.over.querySelectorAll(".halo, .edge").forEach((old) => old.remove());
  for (const code of map.data.selected) {
    const unit = map.units.get(code);
    if (unit) for (const name of ["halo", "edge"]) svg("path", { class: name, d: unit.land }, map.over);
  }
}

export function focusOn(map, code) {
  map.over.querySelectorAll(".focus").forEach((old) => old.remove());
  if (!code) return;
  svg("path", { class: "focus", d: map.units.get(code).land }, map.over);
  for (const [other, { path }] of map.units) path.setAttribute("tabindex", other === code ? "0" : "-1");
  label(map);
}

const SIZE = 11; // pixels on the screen at least, however small the map is drawn

// On a projector the page asks for larger letters, and says how much of its size the screen has.
function letters(map) {
  const [times, share] = ["--t-map-letters", "--t-stage"].map((name) => Number(getComputedStyle(map.outer).getPropertyValue(name)));
  return times ? times * (share || 1) : 1;
}

// Chosen units first, then the larger ones; none upon another, and none wider than its unit until one looks closer.
export function label(map) {
  map.labels.replaceChildren();
  if (!map.names) return;
  const [x, y, width, height] = map.view;
  const drawn = map.outer.getScreenCTM()?.a || 1; // screen pixels to one of the sheet
  const times = letters(map);
  const scale = (times * width / map.whole[2]) / Math.min(drawn, 1); // what a pixel of SIZE is in this view
  for (const { label: name } of map.frames.values()) name.style.fontSize = `${12 * times / Math.max(times > 1 ? drawn : 0, Math.min(drawn, 1))}px`;
  const chosen = new Set([...map.data.selected, map.active]);
  const area = (code) => { const { box } = map.units.get(code); return box.width * box.height; };
  const wanted = [...map.names.keys()].sort((a, b) => chosen.has(b) - chosen.has(a) || area(b) - area(a));
  const taken = [];
  for (const code of wanted) {
    const { anchor, box } = map.units.get(code);
    const name = map.names.get(code);
    const half = name.length * SIZE * 0.29 * scale, tall = SIZE * 0.7 * scale;
    const isInside = box.width > half * 2 && box.height > tall * 2.4;
    if (!chosen.has(code) && !(isInside && isWithin(map, code))) continue;
    const place = [anchor[0] - half, anchor[1] - tall, anchor[0] + half, anchor[1] + tall];
    if (place[2] < x || place[0] > x + width || place[3] < y || place[1] > y + height) continue;
    if (taken.some((other) => place[0] < other[2] && place[2] > other[0] && place[1] < other[3] && place[3] > other[1])) continue;
    taken.push(place);
    const text = svg("text", { class: "label", x: anchor[0], y: anchor[1] + 3.6 * scale }, map.labels);
    text.style.fontSize = `${SIZE * scale}px`;
    text.style.strokeWidth = `${2.6 * scale}px`;
    text.textContent = name;
  }
}

const isWithin = ({ data }, code) => !data.within?.length || data.within.includes(code);
