// The provincial map: draws the shapes once, then only recolours. SVG, so that it prints sharply, carries a
// name and value for each province, and can be walked with the keyboard. No request but to its own server.

const SVG = "http://www.w3.org/2000/svg";
const SQUASH = Math.cos((16 * Math.PI) / 180); // a degree of longitude is this much of one of latitude at 16° N
const SHEET = { width: 500, height: 660 };
const WINDOWS = [
  { name: "mainland", lon: [101.9, 109.75], lat: [8.2, 23.55], box: [2, 2, 330, 656] },
  { name: "hoang_sa", lon: [110.9, 113.1], lat: [15.45, 17.4], box: [362, 236, 132, 116] },
  { name: "truong_sa", lon: [111.2, 116.5], lat: [7.0, 11.85], box: [352, 426, 142, 134] },
];
const MOST = 12; // times the whole sheet
const STYLE = `
.m { position: relative; font: 400 13px/1.5 "Be Vietnam Pro", "Segoe UI", Arial, sans-serif; color: var(--t-ink, #1B2A3A); }
.m svg { display: block; width: 100%; touch-action: pan-y; }
.m path { stroke: #5B6B7F; stroke-width: 0.5; vector-effect: non-scaling-stroke; cursor: pointer; outline: none; }
.m .frame { fill: #F3F8FC; stroke: #7F8C9B; stroke-width: 1; vector-effect: non-scaling-stroke; pointer-events: none; }
.m .halo, .m .edge { fill: none; pointer-events: none; }
.m .halo { stroke: #FFFFFF; stroke-width: 5; } .m .edge { stroke: #1B2A3A; stroke-width: 2.2; }
.m .focus { stroke: #B4540A; stroke-width: 3; fill: none; pointer-events: none; vector-effect: non-scaling-stroke; }
.m text { fill: #1B2A3A; font-size: 12px; text-anchor: middle; pointer-events: none; }
.m .label { font-size: 10.5px; paint-order: stroke; stroke: #FFFFFF; stroke-width: 2.6px; stroke-linejoin: round; }
.m .tip { position: absolute; z-index: 5; max-width: 260px; padding: 6px 10px; background: #FFFFFF; border: 1px solid #7F8C9B;
  border-radius: 4px; pointer-events: none; white-space: pre-line; }
.m .tip[hidden] { display: none; }
.m .tools { position: absolute; right: 4px; top: 4px; display: flex; gap: 4px; }
.m .tools button { width: 32px; height: 32px; border: 1px solid #C3CCD6; border-radius: 4px; background: #FFFFFF; color: #1B2A3A;
  font: 600 16px/1 inherit; cursor: pointer; }
.m .tools button:focus-visible { outline: 3px solid #B4540A; outline-offset: 1px; }
.m .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 6px 0 0; padding: 0; list-style: none; }
.m .legend li { display: flex; align-items: center; gap: 6px; white-space: nowrap; }
.m .legend svg { width: 18px; height: 14px; flex: none; }
.m .legend .title { flex-basis: 100%; color: #56657A; }
@media print { .m .tools { display: none; } }
`;

const shapes = new Map(); // address → promise of the features, fetched once for all maps of the page
const drawn = new WeakMap(); // mounted element → its map

export default async function render({ data, parentElement, setStateValue }) {
  let map = drawn.get(parentElement);
  if (!map || map.url !== data.url) {
    map = build(parentElement, data);
    drawn.set(parentElement, map);
  }
  map.choose = (codes) => setStateValue("selected", codes);
  await map.ready;
  if (!map.broken) recolour(map, data);
}

function featuresOf(url) {
  if (!shapes.has(url)) {
    const came = fetch(new URL(url, location.origin)).then((answer) => {
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      return answer.json();
    });
    shapes.set(url, came.catch((error) => { shapes.delete(url); throw error; }));
  }
  return shapes.get(url);
}

function element(name, attributes = {}, parent = null) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (parent) parent.append(made);
  return made;
}

function html(name, attributes = {}, parent = null) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (parent) parent.append(made);
  return made;
}

function build(parent, data) {
  parent.replaceChildren();
  html("style", {}, parent).textContent = STYLE;
  const root = html("div", { class: "m" }, parent);
  const svg = element("svg", { viewBox: `0 0 ${SHEET.width} ${SHEET.height}`, role: "listbox", "aria-multiselectable": "true", tabindex: "-1" }, root);
  svg.style.maxHeight = `${data.height}px`;
  const map = { url: data.url, root, svg, paths: new Map(), view: [0, 0, SHEET.width, SHEET.height], active: null, data };
  map.patterns = element("defs", {}, svg);
  map.stage = element("g", {}, svg);
  map.over = element("g", { "aria-hidden": "true" }, svg);
  map.labels = element("g", { "aria-hidden": "true" }, svg);
  map.tip = html("div", { class: "tip", role: "presentation", hidden: "" }, root);
  tools(map);
  map.legend = html("ul", { class: "legend" }, root);
  map.ready = featuresOf(data.url).then((collection) => outline(map, collection.features)).catch(() => failed(map));
  listen(map);
  return map;
}

function failed(map) {
  map.broken = true;
  map.svg.remove();
  const said = html("p", { role: "alert" });
  map.root.prepend(said);
  said.textContent = map.data.words.no_shapes;
}

function projector({ lon, lat, box: [x, y, width, height] }) {
  const scale = Math.min(width / ((lon[1] - lon[0]) * SQUASH), height / (lat[1] - lat[0]));
  const left = x + (width - (lon[1] - lon[0]) * SQUASH * scale) / 2;
  const top = y + (height - (lat[1] - lat[0]) * scale) / 2;
  return ([a, b]) => [left + (a - lon[0]) * SQUASH * scale, top + (lat[1] - b) * scale];
}

function traced(polygons, project, keep) {
  const pieces = [];
  for (const polygon of polygons) {
    if (!keep(polygon[0][0])) continue;
    for (const ring of polygon) pieces.push("M" + ring.map((point) => project(point).map((n) => n.toFixed(1)).join(",")).join("L") + "Z");
  }
  return pieces.join("");
}

// One path a province: the archipelagos are part of it, drawn in their own windows, and take its fill.
function outline(map, features) {
  const within = ({ lon, lat }) => ([a, b]) => a >= lon[0] && a <= lon[1] && b >= lat[0] && b <= lat[1];
  for (const window of WINDOWS.slice(1)) {
    const [x, y, width, height] = window.box;
    element("rect", { class: "frame", x, y, width, height }, map.stage);
    window.at = [x + width / 2, y - 20];
  }
  for (const feature of features) {
    const polygons = feature.geometry.type === "Polygon" ? [feature.geometry.coordinates] : feature.geometry.coordinates;
    const d = WINDOWS.map((window) => traced(polygons, projector(window), within(window))).join("");
    const path = element("path", { d, "data-code": feature.id, role: "option", tabindex: "-1", "fill-rule": "evenodd" }, map.stage);
    const anchor = projector(WINDOWS[0])([feature.properties.lon, feature.properties.lat]);
    map.paths.set(feature.id, { path, anchor });
  }
  for (const window of WINDOWS.slice(1)) {
    const text = element("text", { x: window.at[0], y: window.at[1] }, map.over);
    map[window.name] = [element("tspan", { x: window.at[0], "font-style": "italic" }, text), element("tspan", { x: window.at[0], dy: 14 }, text)];
  }
  map.order = [...map.paths.keys()];
}

function fillOf(map, each) {
  if (!each.pattern) return each.colour;
  const id = `p-${each.key}`;
  if (!map.patterns.querySelector(`#${id}`)) {
    const pattern = element("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${each.pattern === "dots" ? 0 : 45})` }, map.patterns);
    element("rect", { width: 6, height: 6, fill: each.colour }, pattern);
    if (each.pattern === "dots") element("circle", { cx: 3, cy: 3, r: 1.1, fill: "#56657A" }, pattern);
    else element("line", { x1: 0, y1: 0, x2: 0, y2: 6, stroke: "#56657A", "stroke-width": each.pattern === "cross" ? 2.2 : each.pattern === "wide" ? 0.6 : 1 }, pattern);
  }
  return `url(#${id})`;
}

function recolour(map, data) {
  map.data = data;
  map.svg.setAttribute("aria-label", data.title);
  map.hoang_sa.forEach((span, i) => { span.textContent = data.archipelagos.hoang_sa[i]; });
  map.truong_sa.forEach((span, i) => { span.textContent = data.archipelagos.truong_sa[i]; });
  map.names = new Map(data.codes.map((code, i) => [code, data.names[i]]));
  map.said = new Map(data.codes.map((code, i) => [code, `${data.names[i]}: ${data.said[i]}`]));
  map.classes = new Map(data.codes.map((code, i) => [code, data.classes[data.at[i]]]));
  for (const [code, { path }] of map.paths) {
    const each = map.classes.get(code);
    path.style.fill = each ? fillOf(map, each) : "none";
    path.setAttribute("aria-label", `${map.said.get(code) ?? code}${each ? `; ${each.label}` : ""}`);
    path.setAttribute("aria-selected", String(data.selected.includes(code)));
  }
  const first = data.selected[0] ?? map.active ?? map.order[0];
  for (const [code, { path }] of map.paths) path.setAttribute("tabindex", code === first ? "0" : "-1");
  map.buttons.forEach((button) => { button.title = data.words[button.dataset.does]; button.setAttribute("aria-label", button.title); });
  legend(map);
  emphasise(map);
  label(map);
}

function legend(map) {
  map.legend.replaceChildren();
  html("li", { class: "title" }, map.legend).textContent = map.data.legend;
  for (const each of map.data.classes) {
    const item = html("li", {}, map.legend);
    const swatch = element("svg", { viewBox: "0 0 18 14", "aria-hidden": "true" }, item);
    element("rect", { x: 0.5, y: 0.5, width: 17, height: 13, stroke: "#5B6B7F", fill: fillOf(map, each) }, swatch);
    item.append(each.said);
  }
}

function emphasise(map) {
  map.stage.querySelectorAll(".halo, .edge").forEach((old) => old.remove());
  for (const code of map.data.selected) {
    const shape = map.paths.get(code);
    if (!shape) continue;
    for (const name of ["halo", "edge"]) element("path", { class: name, d: shape.path.getAttribute("d") }, map.stage);
  }
}

// Names where they fit: chosen provinces first, then from north to south, none upon another.
function label(map) {
  map.labels.replaceChildren();
  const [x, y, width] = map.view;
  const zoom = SHEET.width / width;
  const chosen = new Set([...map.data.selected, ...(map.active ? [map.active] : [])]);
  const wanted = [...map.order].sort((a, b) => chosen.has(b) - chosen.has(a));
  const taken = [];
  for (const code of wanted) {
    if (!chosen.has(code) && zoom < 2) continue;
    const { anchor } = map.paths.get(code);
    const name = map.names.get(code) ?? code;
    const half = (name.length * 3.1) / zoom, tall = 7 / zoom;
    const box = [anchor[0] - half, anchor[1] - tall, anchor[0] + half, anchor[1] + tall];
    if (box[2] < x || box[0] > x + width) continue;
    if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    const text = element("text", { class: "label", x: anchor[0], y: anchor[1] + 3.5 / zoom }, map.labels);
    text.style.fontSize = `${11 / zoom}px`;
    text.style.strokeWidth = `${2.6 / zoom}px`;
    text.textContent = name;
  }
}

function look(map, view) {
  const width = Math.max(SHEET.width / MOST, Math.min(SHEET.width, view[2]));
  const height = (width * SHEET.height) / SHEET.width;
  const x = Math.max(0, Math.min(SHEET.width - width, view[0]));
  const y = Math.max(0, Math.min(SHEET.height - height, view[1]));
  map.view = [x, y, width, height];
  map.svg.setAttribute("viewBox", map.view.map((n) => n.toFixed(2)).join(" "));
  label(map);
}

function zoom(map, by, [cx, cy] = [map.view[0] + map.view[2] / 2, map.view[1] + map.view[3] / 2]) {
  const [x, y, width, height] = map.view;
  const to = Math.max(SHEET.width / MOST, Math.min(SHEET.width, width / by));
  const part = to / width;
  look(map, [cx - (cx - x) * part, cy - (cy - y) * part, to, height * part]);
}

function tools(map) {
  const bar = html("div", { class: "tools" }, map.root);
  const does = { zoom_in: ["+", () => zoom(map, 1.6)], zoom_out: ["−", () => zoom(map, 1 / 1.6)], whole: ["⤢", () => look(map, [0, 0, SHEET.width, SHEET.height])] };
  map.buttons = Object.entries(does).map(([name, [sign, act]]) => {
    const button = html("button", { type: "button", "data-does": name }, bar);
    button.textContent = sign;
    button.addEventListener("click", act);
    return button;
  });
}

function point(map, event) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.svg.getScreenCTM().inverse());
  return [at.x, at.y];
}

function choose(map, code, several) {
  const now = map.data.selected;
  const others = several ? now.filter((other) => other !== code) : [];
  const next = now.includes(code) && (several || now.length === 1) ? others : [...others, code];
  map.data = { ...map.data, selected: next };
  emphasise(map);
  map.choose(next);
}

function activate(map, code) {
  map.active = code;
  map.root.querySelectorAll(".focus").forEach((old) => old.remove());
  if (!code) return;
  element("path", { class: "focus", d: map.paths.get(code).path.getAttribute("d") }, map.stage);
  for (const [other, { path }] of map.paths) path.setAttribute("tabindex", other === code ? "0" : "-1");
  label(map);
}

// The nearest province in the arrow's direction; straying to the side counts twice.
function neighbour(map, from, [dx, dy]) {
  const [x, y] = map.paths.get(from).anchor;
  let best = null, least = Infinity;
  for (const [code, { anchor }] of map.paths) {
    const ahead = (anchor[0] - x) * dx + (anchor[1] - y) * dy;
    const aside = Math.abs((anchor[0] - x) * dy) + Math.abs((anchor[1] - y) * dx);
    if (code !== from && ahead > 0.5 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = code; }
  }
  return best;
}

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

function pressed(map, event) {
  const code = event.target.dataset?.code;
  if (!code) return;
  const to = ARROWS[event.key] ? neighbour(map, code, ARROWS[event.key]) : { Home: map.order[0], End: map.order.at(-1) }[event.key];
  if (to) map.paths.get(to).path.focus();
  else if (event.key === "Enter" || event.key === " ") choose(map, code, event.ctrlKey || event.shiftKey);
  else if (event.key === "Escape") { map.data = { ...map.data, selected: [] }; emphasise(map); map.choose([]); }
  else if (event.key === "+" || event.key === "=") zoom(map, 1.6, map.paths.get(code).anchor);
  else if (event.key === "-") zoom(map, 1 / 1.6, map.paths.get(code).anchor);
  else if (!ARROWS[event.key]) return;
  event.preventDefault();
}

function tell(map, code, event) {
  map.tip.hidden = !code;
  if (!code) return;
  map.tip.textContent = map.said.get(code) ?? code;
  const frame = map.root.getBoundingClientRect();
  const left = event.clientX - frame.left, top = event.clientY - frame.top;
  map.tip.style.left = `${Math.min(left + 14, frame.width - map.tip.offsetWidth - 4)}px`;
  map.tip.style.top = `${Math.max(0, top - map.tip.offsetHeight - 10)}px`;
}

function listen(map) {
  const { svg } = map;
  let grip = null, moved = false;
  svg.addEventListener("pointerdown", (event) => { grip = { at: [event.clientX, event.clientY], view: map.view }; moved = false; });
  svg.addEventListener("pointermove", (event) => {
    if (grip && event.buttons) {
      const size = svg.getBoundingClientRect(), scale = map.view[2] / size.width;
      const by = [event.clientX - grip.at[0], event.clientY - grip.at[1]];
      moved ||= Math.hypot(...by) > 4;
      if (moved && map.view[2] < SHEET.width) look(map, [grip.view[0] - by[0] * scale, grip.view[1] - by[1] * scale, grip.view[2], grip.view[3]]);
    }
    tell(map, event.target.dataset?.code, event);
  });
  svg.addEventListener("pointerleave", () => { grip = null; tell(map, null); });
  svg.addEventListener("pointerup", () => { grip = null; });
  svg.addEventListener("click", (event) => { const code = event.target.dataset?.code; if (code && !moved) choose(map, code, event.ctrlKey || event.shiftKey || event.metaKey); });
  svg.addEventListener("wheel", (event) => { if (!event.ctrlKey && map.view[2] >= SHEET.width) return; event.preventDefault(); zoom(map, event.deltaY < 0 ? 1.25 : 0.8, point(map, event)); }, { passive: false });
  svg.addEventListener("keydown", (event) => pressed(map, event));
  svg.addEventListener("focusin", (event) => { if (event.target.dataset?.code) activate(map, event.target.dataset.code); });
  svg.addEventListener("focusout", () => activate(map, null));
}
