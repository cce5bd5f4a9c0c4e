// One map: hover, choose, walk with the keyboard, zoom and pan.

import { fillOf, html, sentence, svg } from "./drawing.js";
import { legend, radius } from "./legend.js";
import { emphasise, focusOn, label } from "./marks.js";
import { COUNTRY, featuresOf, frames, layoutOf, nameFrame, outlines } from "./shapes.js";
import { save } from "./save.js";
import { clamped, fitted, look, tools, zoom } from "./view.js";

export function single(map, features) {
  const layout = map.data.frame === "country" ? COUNTRY : layoutOf(features);
  const whole = [0, 0, layout.width, layout.height];
  const sheet = html("div", { class: "sheet" }, map.root);
  const outer = svg("svg", { viewBox: whole.join(" "), role: "listbox", "aria-multiselectable": "true" }, sheet);
  outer.style.maxHeight = `max(${map.data.height}px, var(--t-map-room, 66vh))`; // a large screen has room for more
  const defs = svg("defs", {}, outer);
  const land = svg("svg", { class: "land", ...size(layout), viewBox: whole.join(" "), role: "presentation" }, outer);
  const layer = (role) => svg("g", role, land);
  Object.assign(map, {
    layout, whole, sheet, outer, defs, land, view: whole, fit: "", active: null,
    stage: layer({ role: "presentation" }), before: layer({ "aria-hidden": "true" }), symbols: layer({ "aria-hidden": "true" }),
    over: layer({ "aria-hidden": "true" }), labels: layer({ "aria-hidden": "true" }),
    frames: frames(layout, outer),
    tip: html("div", { class: "tip", "aria-hidden": "true", hidden: "" }, sheet),
  });
  map.units = new Map(outlines(features, layout).map((unit) => [unit.code, draw(map, unit)]));
  map.order = [...map.units.keys()];
  if (map.data.former) former(map);
  tools(map, () => save(map));
  map.legend = html("div", { class: "legend" }, map.root);
  listen(map);
  new ResizeObserver(() => label(map)).observe(outer);
  map.show = (data) => show(map, data);
}

// Borders of before, dashed, so that what was merged is seen to be.
function former(map) {
  featuresOf([map.data.former]).then((features) => {
    for (const { land } of outlines(features, map.layout)) svg("path", { class: "former", d: land }, map.before);
  }).catch(() => map.before.remove());
}

const size = ({ width, height }) => ({ x: 0, y: 0, width, height });

function draw(map, unit) {
  const isle = ([name, d], role) => svg("path", { d, "data-code": unit.code, ...role }, map.frames.get(name).islands);
  const option = { role: "option", tabindex: "-1" };
  // islands are the unit's own ground: its fill, its name, its click; one stop for the keyboard is enough
  const path = unit.land
    ? svg("path", { d: unit.land, "data-code": unit.code, ...option, "fill-rule": "evenodd" }, map.stage)
    : isle(unit.islands[0], option);
  const islands = (unit.land ? unit.islands : unit.islands.slice(1)).map((each) => isle(each, { "aria-hidden": "true" }));
  return { ...unit, path, islands, box: path.getBBox() };
}

function show(map, data) {
  map.outer.setAttribute("aria-label", data.title);
  for (const [name, frame] of map.frames) nameFrame(frame, data.archipelagos[name]);
  map.said = new Map();
  map.names = new Map();
  const codes = data.codes ?? map.order;
  codes.forEach((code, i) => tellUnit(map, data, code, i));
  for (const [code, unit] of map.units) if (!map.said.has(code)) tellNothing(map, data, code, unit);
  symbols(map, data, codes);
  const first = data.selected.find((code) => map.units.has(code)) ?? map.active ?? map.order[0];
  for (const [code, { path }] of map.units) path.setAttribute("tabindex", code === first ? "0" : "-1");
  map.buttons.forEach((button) => { button.title = data.words[button.dataset.does]; button.setAttribute("aria-label", button.title); });
  explain(map, data);
  const fit = (data.within ?? []).join();
  if (fit !== map.fit) { map.fit = fit; look(map, fit ? fitted(map, data.within) : map.whole); }
  emphasise(map);
  label(map);
}

// The legend, made again only where it says something else.
function explain(map, data) {
  const said = JSON.stringify([data.legend, data.classes, data.square, data.symbols, data.notes]);
  if (map.explained === said) return;
  map.explained = said;
  legend(map.legend, data, map.defs);
}

function tellUnit(map, data, code, i) {
  const unit = map.units.get(code);
  if (!unit) return;
  const each = data.classes[parseInt(data.at[i], 36)];
  const name = data.names?.[i] ?? unit.properties[`name_${data.lang}`] ?? code;
  const value = each.state || !data.say ? each.label : sentence(data, i);
  const lines = [value, data.aside?.[code]].filter(Boolean);
  map.names.set(code, name);
  map.said.set(code, { name, lines });
  const isAside = data.within?.length > 0 && !data.within.includes(code);
  const spoken = each.state || !data.say ? lines.join("; ") : [...lines, each.label].join("; ");
  paint(unit, fillOf(map.defs, data.symbols && !each.state ? { colour: "var(--t-paper)" } : each), `${name}: ${spoken}`, isAside);
  unit.path.setAttribute("aria-selected", String(data.selected.includes(code)));
}

// Ground that the answer does not speak of is drawn, named and said to be so, never left a hole.
function tellNothing(map, data, code, unit) {
  const name = unit.properties[`name_${data.lang}`] ?? code;
  map.said.set(code, { name, lines: [data.words.no_figure] });
  paint(unit, "var(--t-state-no_data)", `${name}: ${data.words.no_figure}`, false);
}

function paint(unit, fill, said, isAside) {
  const worn = `${fill} ${isAside} ${said}`;
  if (unit.worn === worn) return; // most runs change few units: what is told again is not painted again
  unit.worn = worn;
  for (const path of [unit.path, ...unit.islands]) {
    path.style.fill = fill;
    path.classList.toggle("aside", isAside);
  }
  unit.path.setAttribute("aria-label", said);
}

// Circles whose area is the number counted, so that a large rate of few does not look like much.
function symbols(map, data, codes) {
  map.symbols.replaceChildren();
  if (!data.symbols) return;
  const counts = data.columns[data.symbols.column];
  const drawn = codes.map((code, i) => ({ code, count: counts[i], each: data.classes[parseInt(data.at[i], 36)] }));
  for (const { code, count, each } of drawn.filter((one) => one.count > 0 && !one.each.state).sort((a, b) => b.count - a.count)) {
    const unit = map.units.get(code);
    if (!unit) continue;
    const [cx, cy] = unit.anchor;
    svg("circle", { class: "symbol", "data-code": code, cx, cy, r: radius(count, data.symbols.most) }, map.symbols).style.fill = each.colour;
  }
}

function choose(map, code, several) {
  const now = map.data.selected;
  const others = several ? now.filter((other) => other !== code) : [];
  const next = now.includes(code) && (several || now.length === 1) ? others : [...others, code];
  map.data = { ...map.data, selected: next };
  emphasise(map);
  map.choose(next);
}

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

// The nearest unit in the arrow's direction; straying to the side counts twice.
function neighbour(map, from, [dx, dy]) {
  const [x, y] = map.units.get(from).anchor;
  let best = null, least = Infinity;
  for (const [code, { anchor }] of map.units) {
    const ahead = (anchor[0] - x) * dx + (anchor[1] - y) * dy;
    const far = ahead + 2 * (Math.abs((anchor[0] - x) * dy) + Math.abs((anchor[1] - y) * dx));
    if (code !== from && ahead > 0.5 && far < least) { least = far; best = code; }
  }
  return best;
}

function pressed(map, event) {
  const code = event.target.dataset?.code;
  if (!code || event.altKey) return;
  const ends = { Home: map.order[0], End: map.order.at(-1) };
  const to = ARROWS[event.key] ? neighbour(map, code, ARROWS[event.key]) : ends[event.key];
  if (to) map.units.get(to).path.focus();
  else if (event.key === "Enter" || event.key === " ") choose(map, code, event.ctrlKey || event.shiftKey || event.metaKey);
  else if (event.key === "Escape") { map.data = { ...map.data, selected: [] }; emphasise(map); map.choose([]); }
  else if (event.key === "+" || event.key === "=") zoom(map, 1.6, map.units.get(code).anchor);
  else if (event.key === "-") zoom(map, 1 / 1.6, map.units.get(code).anchor);
  else if (!ARROWS[event.key]) return;
  event.preventDefault();
}

// What the unit is and says, beside the pointer or the unit that has the focus.
function tell(map, code, x, y) {
  const said = map.said.get(code);
  map.tip.hidden = !said;
  if (!said) return;
  map.tip.replaceChildren();
  html("b", {}, map.tip).textContent = said.name;
  map.tip.append(said.lines.join("\n"));
  const frame = map.sheet.getBoundingClientRect();
  map.tip.style.left = `${Math.max(0, Math.min(x - frame.left + 14, frame.width - map.tip.offsetWidth - 4))}px`;
  map.tip.style.top = `${Math.max(0, y - frame.top - map.tip.offsetHeight - 10)}px`;
}

function activate(map, code) {
  map.active = code;
  focusOn(map, code);
  if (!code) { tell(map, null); return; }
  const at = map.units.get(code).path.getBoundingClientRect();
  tell(map, code, at.left + at.width / 2, at.top + at.height / 2);
}

function listen(map) {
  const { outer } = map;
  let grip = null, moved = false;
  const codeOf = (event) => event.target.dataset?.code;
  outer.addEventListener("pointerdown", (event) => { grip = { at: [event.clientX, event.clientY], view: map.view }; moved = false; });
  outer.addEventListener("pointermove", (event) => {
    if (grip && event.buttons) {
      const scale = map.view[2] / outer.getBoundingClientRect().width;
      const [dx, dy] = [event.clientX - grip.at[0], event.clientY - grip.at[1]];
      moved ||= Math.hypot(dx, dy) > 4;
      if (moved && map.view[2] < map.whole[2]) look(map, clamped(map, [grip.view[0] - dx * scale, grip.view[1] - dy * scale, grip.view[2]]));
    }
    tell(map, codeOf(event), event.clientX, event.clientY);
  });
  outer.addEventListener("pointerleave", () => { grip = null; tell(map, null); });
  outer.addEventListener("pointerup", () => { grip = null; });
  outer.addEventListener("click", (event) => { if (codeOf(event) && !moved) choose(map, codeOf(event), event.ctrlKey || event.shiftKey || event.metaKey); });
  outer.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && map.view[2] >= map.whole[2]) return; // the wheel scrolls the page until the map is zoomed
    event.preventDefault();
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.land.getScreenCTM().inverse());
    zoom(map, event.deltaY < 0 ? 1.25 : 0.8, [at.x, at.y]);
  }, { passive: false });
  outer.addEventListener("keydown", (event) => pressed(map, event));
  outer.addEventListener("focusin", (event) => activate(map, codeOf(event) ?? null));
  outer.addEventListener("focusout", () => activate(map, null));
}
