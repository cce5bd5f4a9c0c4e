// What part of the sheet is looked at: zoom, pan, fit. The archipelagos' windows stay where they are.

import { html } from "./drawing.js";
import { label } from "./marks.js";

const MOST = 12; // times the whole sheet

export function clamped({ whole }, [x, y, wide]) {
  const width = Math.max(whole[2] / MOST, Math.min(whole[2], wide));
  const height = (width * whole[3]) / whole[2];
  return [Math.max(0, Math.min(whole[2] - width, x)), Math.max(0, Math.min(whole[3] - height, y)), width, height];
}

export function look(map, view) {
  map.view = view;
  map.land.setAttribute("viewBox", view.map((n) => n.toFixed(2)).join(" "));
  label(map);
}

export function zoom(map, by, [cx, cy] = [map.view[0] + map.view[2] / 2, map.view[1] + map.view[3] / 2]) {
  const [x, y, width, height] = map.view;
  const to = Math.max(map.whole[2] / MOST, Math.min(map.whole[2], width / by));
  const part = to / width;
  look(map, clamped(map, [cx - (cx - x) * part, cy - (cy - y) * part, to]));
}

// The view that holds these units, with a margin, left of the archipelagos' windows.
export function fitted(map, codes) {
  const boxes = codes.map((code) => map.units.get(code)?.box).filter(Boolean);
  if (!boxes.length) return map.whole;
  const left = Math.min(...boxes.map((box) => box.x)), right = Math.max(...boxes.map((box) => box.x + box.width));
  const top = Math.min(...boxes.map((box) => box.y)), bottom = Math.max(...boxes.map((box) => box.y + box.height));
  const free = map.layout.insets.length ? 0.7 : 1;
  const ratio = map.whole[2] / map.whole[3];
  const wide = 1.08 * Math.max((right - left) / free, (bottom - top) * ratio);
  return clamped(map, [left - (wide * free - (right - left)) / 2, (top + bottom) / 2 - wide / ratio / 2, wide]);
}

export function tools(map, keep) {
  const bar = html("div", { class: "tools" }, map.sheet);
  const does = {
    zoom_in: ["+", () => zoom(map, 1.6)],
    zoom_out: ["−", () => zoom(map, 1 / 1.6)],
    whole: ["⤢", () => look(map, map.whole)],
    save_svg: ["SVG", () => keep().svg()],
    save_png: ["PNG", () => keep().png()],
  };
  map.buttons = Object.entries(does).map(([name, [sign, act]]) => {
    const button = html("button", { type: "button", "data-does": name, class: sign.length > 1 ? "word" : "sign" }, bar);
    button.textContent = sign;
    button.addEventListener("click", act);
    return button;
  });
}
