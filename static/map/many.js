// Small multiples: the same country several times, one legend for all.

import { fillOf, html, sentence, svg } from "./drawing.js";
import { legend } from "./legend.js";
import { PANEL, frames, nameFrame, outlines } from "./shapes.js";
import { save } from "./save.js";

export function many(map, features) {
  map.layout = PANEL;
  map.units = outlines(features, PANEL);
  const sheet = html("div", { class: "sheet" }, map.root);
  const bar = html("div", { class: "save" }, sheet);
  map.buttons = ["svg", "png"].map((kind) => {
    const button = html("button", { type: "button", "data-does": `save_${kind}` }, bar);
    button.textContent = kind.toUpperCase();
    button.addEventListener("click", () => save(map)[kind]());
    return button;
  });
  map.sheet = sheet;
  const grid = html("div", { class: "panels" }, sheet);
  map.panels = map.data.panels.map(() => panel(map, grid));
  map.defs = map.panels[0].defs;
  map.legend = html("div", { class: "legend" }, map.root);
  map.tip = html("div", { class: "tip", "aria-hidden": "true", hidden: "" }, sheet);
  map.show = (data) => show(map, data);
}

function panel(map, grid) {
  const figure = html("figure", {}, grid);
  const sheet = svg("svg", { viewBox: `0 0 ${PANEL.width} ${PANEL.height}`, role: "img" }, figure);
  const defs = svg("defs", {}, sheet);
  const land = svg("g", {}, sheet);
  const windows = frames(PANEL, sheet);
  const paths = map.units.map((unit) => [
    svg("path", { d: unit.land, "data-code": unit.code, "fill-rule": "evenodd" }, land),
    ...unit.islands.map(([name, d]) => svg("path", { d, "data-code": unit.code }, windows.get(name).islands)),
  ]);
  const caption = html("figcaption", {}, figure);
  const made = { figure, sheet, defs, windows, paths, title: html("b", {}, caption), value: html("span", {}, caption) };
  figure.addEventListener("click", (event) => { if (event.target.dataset?.code) map.choose([event.target.dataset.code]); });
  figure.addEventListener("pointermove", (event) => tell(map, made, event));
  figure.addEventListener("pointerleave", () => { map.tip.hidden = true; });
  return made;
}

function show(map, data) {
  map.panels.forEach((made, n) => {
    const told = { ...data, ...data.panels[n] };
    made.told = told;
    made.sheet.setAttribute("aria-label", told.label);
    made.title.textContent = told.name;
    made.value.textContent = told.value;
    // each panel holds the patterns it needs: a fill finds only what stands in its own drawing
    const fills = data.classes.map((each) => fillOf(made.defs, each));
    for (const [name, frame] of made.windows) nameFrame(frame, [data.archipelagos[name][0]]);
    map.units.forEach((unit, i) => {
      const at = data.codes ? data.codes.indexOf(unit.code) : i;
      for (const path of made.paths[i]) {
        path.style.fill = at < 0 ? "none" : fills[parseInt(told.at[at], 36)];
        path.classList.toggle("chosen", data.selected.includes(unit.code));
      }
    });
  });
  map.buttons.forEach((button) => { button.title = data.words[button.dataset.does]; button.setAttribute("aria-label", button.title); });
  legend(map.legend, data, map.defs);
}

function tell(map, { told }, event) {
  const code = event.target.dataset?.code;
  const i = told?.codes ? told.codes.indexOf(code) : map.units.findIndex((unit) => unit.code === code);
  map.tip.hidden = i < 0;
  if (i < 0) return;
  const each = told.classes[parseInt(told.at[i], 36)];
  map.tip.replaceChildren();
  const unit = map.units.find((one) => one.code === code);
  html("b", {}, map.tip).textContent = `${told.names?.[i] ?? unit.properties[`name_${told.lang}`] ?? code} · ${told.name}`;
  map.tip.append(each.state ? each.label : sentence(told, i));
  const frame = map.sheet.getBoundingClientRect();
  map.tip.style.left = `${Math.max(0, Math.min(event.clientX - frame.left + 12, frame.width - map.tip.offsetWidth - 4))}px`;
  map.tip.style.top = `${Math.max(0, event.clientY - frame.top - map.tip.offsetHeight - 10)}px`;
}
