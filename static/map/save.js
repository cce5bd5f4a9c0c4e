// A map as a file: title, map or maps, legend and source on one white sheet, every style written out.

import { svg } from "./drawing.js";
import { radius } from "./legend.js";

const WIDTH = 1000;
const MARGIN = 30;
const WRITTEN = ["fill", "fill-opacity", "opacity", "stroke", "stroke-width", "font-size", "font-style", "text-anchor", "paint-order", "stroke-linejoin",
  "stroke-dasharray", "stroke-opacity"];

export function save(map) {
  const name = map.data.file;
  return {
    svg: () => offer(new Blob([composed(map).text], { type: "image/svg+xml" }), `${name}.svg`),
    png: async () => offer(await raster(composed(map)), `${name}.png`),
  };
}

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}

function composed(map) {
  const { data } = map;
  const sheet = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: WIDTH, "font-family": "Be Vietnam Pro, Segoe UI, Arial, sans-serif" });
  svg("rect", { width: "100%", height: "100%", fill: "#FFFFFF" }, sheet);
  let y = lines(sheet, [data.heading], { y: 46, size: 24, weight: 700, fill: "#1B2A3A" });
  y = lines(sheet, data.source.slice(0, 1), { y: y + 4, size: 15, weight: 600, fill: "#1B2A3A" });
  y = map.panels ? panels(map, sheet, y) : picture(sheet, map.outer, { x: MARGIN, y, width: WIDTH - 2 * MARGIN, ratio: map.layout });
  y = entries(map, sheet, y + 20);
  y = lines(sheet, data.source.slice(1), { y: y + 26, size: 13, fill: "#56657A" });
  sheet.setAttribute("height", y + 20);
  sheet.setAttribute("viewBox", `0 0 ${WIDTH} ${y + 20}`);
  return { text: new XMLSerializer().serializeToString(sheet), width: WIDTH, height: y + 20 };
}

function lines(sheet, texts, { y, size, fill, weight = 400, x = MARGIN }) {
  for (const text of texts) {
    for (const line of broken(text, (WIDTH - 2 * MARGIN) / (size * 0.53))) {
      svg("text", { x, y, fill, "font-size": size, "font-weight": weight }, sheet).textContent = line;
      y += size * 1.5;
    }
  }
  return y;
}

function broken(text, most) {
  const found = [""];
  for (const word of text.split(" ")) {
    if (found.at(-1).length + word.length > most) found.push("");
    found.push(`${found.pop()} ${word}`.trim());
  }
  return found;
}

function panels(map, sheet, top) {
  const across = Math.min(4, map.panels.length), width = (WIDTH - 2 * MARGIN) / across - 12;
  let y = top;
  map.panels.forEach((made, n) => {
    const x = MARGIN + (n % across) * (width + 12);
    if (n && n % across === 0) y += (width * map.layout.height) / map.layout.width + 40;
    svg("text", { x, y: y + 18, fill: "#1B2A3A", "font-size": 15, "font-weight": 600 }, sheet).textContent = `${made.told.name}  ${made.told.value}`;
    picture(sheet, made.sheet, { x, y: y + 26, width, ratio: map.layout });
  });
  return y + (width * map.layout.height) / map.layout.width + 40;
}

// A copy of what is on the screen, with the light theme's colours written into every element.
function picture(sheet, shown, { x, y, width, ratio }) {
  const copy = shown.cloneNode(true);
  const height = Math.min((width * ratio.height) / ratio.width, 1180);
  for (const [name, value] of Object.entries({ x, y, width, height })) copy.setAttribute(name, value);
  copy.removeAttribute("style");
  copy.querySelectorAll(".focus").forEach((old) => old.remove());
  const host = shown.parentElement.appendChild(document.createElement("div"));
  host.style.cssText = "position:absolute;visibility:hidden;color-scheme:light"; // a file is white paper in both themes
  host.append(copy);
  for (const each of copy.querySelectorAll("path, rect, circle, line, text, tspan")) {
    const style = getComputedStyle(each);
    if (style.vectorEffect === "non-scaling-stroke") each.setAttribute("vector-effect", "non-scaling-stroke");
    const said = WRITTEN.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
    each.removeAttribute("class");
    each.setAttribute("style", said);
  }
  sheet.append(copy);
  host.remove();
  return y + height;
}

// What a variable of the page is on white paper.
function light(map, colour) {
  const probe = map.root.appendChild(document.createElement("i"));
  probe.style.cssText = `color-scheme:light;color:${colour}`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function entries(map, sheet, top) {
  const { data } = map;
  let y = lines(sheet, [data.legend], { y: top + 14, size: 14, fill: "#56657A" });
  let x = MARGIN;
  const defs = svg("defs", {}, sheet);
  for (const each of data.classes) {
    const width = 40 + each.said.length * 7.6;
    if (x + width > WIDTH - MARGIN) { x = MARGIN; y += 24; }
    const rect = svg("rect", { x, y: y - 12, width: 20, height: 14, stroke: "#7F8C9B" }, sheet);
    swatch(map, rect, each, defs);
    svg("text", { x: x + 27, y, fill: "#1B2A3A", "font-size": 14 }, sheet).textContent = each.said;
    x += width;
  }
  if (data.symbols) {
    y += 44;
    let at = MARGIN + 24;
    for (const [value, said] of data.symbols.steps) {
      const r = radius(value, data.symbols.most) * ((WIDTH - 2 * MARGIN) / map.layout.width);
      svg("circle", { cx: at, cy: y, r, fill: "none", stroke: "#56657A" }, sheet);
      svg("text", { x: at + r + 6, y: y + 5, fill: "#1B2A3A", "font-size": 14 }, sheet).textContent = said;
      at += 2 * r + 30 + said.length * 8;
    }
    y = lines(sheet, [data.symbols.title], { y: y + 60, size: 13, fill: "#56657A" });
  }
  return y + 10;
}

function swatch(map, rect, each, defs) {
  const colour = each.colour.startsWith("var") ? light(map, each.colour) : each.colour;
  rect.setAttribute("fill", each.pattern ? `url(#s-${each.key})` : colour);
  const pattern = each.pattern && map.defs.querySelector(`#p-${each.key}`)?.cloneNode(true);
  if (!pattern) return;
  pattern.id = `s-${each.key}`;
  pattern.querySelectorAll("rect").forEach((ground) => ground.setAttribute("style", `fill:${colour}`));
  pattern.querySelectorAll("line").forEach((line) => line.setAttribute("stroke", light(map, "var(--t-quiet)")));
  pattern.querySelectorAll("circle").forEach((dot) => dot.setAttribute("fill", light(map, "var(--t-quiet)")));
  defs.append(pattern);
}

async function raster({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
  canvas.getContext("2d").drawImage(image, 0, 0, 2 * width, 2 * height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
