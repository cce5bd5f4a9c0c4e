// Shapes: fetched once for all maps of the page, laid out on a sheet with windows for the two archipelagos.

import { svg } from "./drawing.js";

const PATIENCE = 20000; // milliseconds; a map that never comes must say so
const SQUASH = Math.cos((16 * Math.PI) / 180); // a degree of longitude is this much of one of latitude at 16° N
const HOANG_SA = { name: "hoang_sa", lon: [110.9, 113.1], lat: [15.45, 17.4] };
const TRUONG_SA = { name: "truong_sa", lon: [111.2, 116.5], lat: [7.0, 11.85] };
const MAINLAND = { lon: [101.9, 109.75], lat: [8.2, 23.55] };

const fetched = new Map(); // address → promise of its features

export function featuresOf(urls) {
  return Promise.all(urls.map(fetchOnce)).then((lists) => lists.flat().sort((a, b) => (a.id < b.id ? -1 : 1)));
}

function fetchOnce(url) {
  if (!fetched.has(url)) {
    const came = fetch(new URL(url, location.origin), { signal: AbortSignal.timeout(PATIENCE) }).then((answer) => {
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      return answer.json();
    });
    fetched.set(url, came.then(({ features }) => features).catch((error) => { fetched.delete(url); throw error; }));
  }
  return fetched.get(url);
}

export const polygonsOf = ({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);

const isWithin = ({ lon, lat }, [a, b]) => a >= lon[0] && a <= lon[1] && b >= lat[0] && b <= lat[1];
const archipelagoOf = (polygon) => [HOANG_SA, TRUONG_SA].find((window) => isWithin(window, polygon[0][0]));

// The whole country: land to the left, both archipelagos in their own windows to the right.
function national({ width, height, land, boxes }) {
  const insets = [HOANG_SA, TRUONG_SA].map((window, i) => ({ ...window, box: boxes[i] }));
  return { width, height, land: { ...MAINLAND, box: land }, insets };
}

export const COUNTRY = national({ width: 500, height: 660, land: [2, 2, 330, 656], boxes: [[362, 236, 132, 116], [352, 426, 142, 134]] });
export const PANEL = { isSmall: true, ...national({ width: 230, height: 300, land: [0, 2, 152, 296], boxes: [[160, 110, 66, 58], [154, 200, 74, 70]] }) };

// A part of the country, fitted to its land; the archipelagos that belong to it stand beside it.
export function layoutOf(features) {
  const polygons = features.flatMap(polygonsOf);
  const found = new Set(polygons.map(archipelagoOf).filter(Boolean));
  const points = polygons.filter((polygon) => !archipelagoOf(polygon)).flatMap((polygon) => polygon[0]);
  const [lon, lat] = [0, 1].map((axis) => points.reduce(([low, high], p) => [Math.min(low, p[axis]), Math.max(high, p[axis])], [Infinity, -Infinity]));
  const room = found.size ? 350 : 496;
  const height = Math.max(320, Math.min(560, (room * (lat[1] - lat[0])) / ((lon[1] - lon[0]) * SQUASH)));
  const insets = [...found].map((window, i) => ({ ...window, box: [358, 84 + 180 * i, 136, 120] }));
  return { width: 500, height, land: { lon, lat, box: [4, 4, room - 8, height - 8] }, insets };
}

export function projector({ lon, lat, box: [x, y, width, height] }) {
  const scale = Math.min(width / ((lon[1] - lon[0]) * SQUASH), height / (lat[1] - lat[0]));
  const left = x + (width - (lon[1] - lon[0]) * SQUASH * scale) / 2;
  const top = y + (height - (lat[1] - lat[0]) * scale) / 2;
  return ([a, b]) => [left + (a - lon[0]) * SQUASH * scale, top + (lat[1] - b) * scale];
}

function traced(polygons, project) {
  const ring = (points) => `M${points.map((point) => project(point).map((n) => n.toFixed(2)).join(",")).join("L")}Z`;
  return polygons.flatMap((polygon) => polygon.map(ring)).join("");
}

// Where each unit is drawn: its land, and its islands by archipelago, as the d of a path each.
export function outlines(features, layout) {
  const land = projector(layout.land);
  return features.map((feature) => {
    const polygons = polygonsOf(feature);
    const { lon, lat } = feature.properties;
    const islands = layout.insets.map((window) => [window.name, traced(polygons.filter((p) => archipelagoOf(p)?.name === window.name), projector(window))]);
    return {
      code: feature.id,
      properties: feature.properties,
      anchor: land([lon, lat]),
      land: traced(polygons.filter((polygon) => !archipelagoOf(polygon)), land),
      islands: islands.filter(([, d]) => d),
    };
  });
}

// The framed windows of the archipelagos: the frame, room for the islands, and the name above.
export function frames(layout, parent) {
  return new Map(layout.insets.map(({ name, box: [x, y, width, height] }) => {
    const group = svg("g", { role: "presentation" }, parent);
    svg("rect", { class: "frame", x, y, width, height }, group);
    const islands = svg("g", { role: "presentation" }, group);
    // a name wider than its window ends where the window ends
    const side = layout.isSmall ? { x: x + width, "text-anchor": "end" } : { x: x + width / 2, "text-anchor": "middle" };
    const label = svg("text", { class: "isles", ...side, y: y - 6, "aria-hidden": "true" }, group);
    return [name, { islands, label }];
  }));
}

// Two lines where there is room for them, else the name alone.
export function nameFrame({ label }, lines) {
  label.replaceChildren();
  const x = label.getAttribute("x");
  lines.forEach((line, i) => { svg("tspan", { x, dy: i ? "1.15em" : `${-1.15 * (lines.length - 1)}em` }, label).textContent = line; });
}
