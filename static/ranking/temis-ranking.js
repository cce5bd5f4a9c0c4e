// The ranking as a component: a row for each province with its bar, its number and, on pointing, its sentence. Plain
// elements: they need no library, are read aloud, walked with the keyboard, and kept from one run to the next.

import { html, sentence } from "../map/drawing.js";
import { STYLE } from "./style.js";

const LETTER = 0.58; // of the font's size, as wide as a letter is on the average
const mounted = new WeakMap(); // the element given to us → its ranking

export default function render({ data, parentElement, setTriggerValue }) {
  let ranking = mounted.get(parentElement);
  if (!ranking) mounted.set(parentElement, (ranking = mount(parentElement)));
  ranking.choose = (codes) => setTriggerValue("chosen", codes);
  show(ranking, data);
}

function mount(parent) {
  parent.replaceChildren();
  html("style", {}, parent).textContent = STYLE;
  const root = html("div", { class: "k" }, parent);
  const target = html("p", { class: "target", "aria-hidden": "true" }, root);
  const list = html("div", { class: "rows", role: "listbox" }, root);
  const axis = html("p", { class: "axis", "aria-hidden": "true" }, root);
  const tip = html("div", { class: "tip", "aria-hidden": "true", hidden: "" }, root);
  const ranking = { root, target, list, axis, tip, rows: new Map(), data: null };
  listen(ranking);
  return ranking;
}

function show(ranking, data) {
  const { root, list, rows } = ranking;
  ranking.data = data;
  list.setAttribute("aria-label", data.label);
  const said = data.codes.map((code, i) => data.lacking[code] ?? sentence(data, i));
  const longest = (texts) => Math.max(1, ...texts.map((text) => text.length)) * LETTER;
  root.style.setProperty("--name", `${longest(data.names)}em`);
  root.style.setProperty("--said", `${longest(said.filter((_, i) => !(data.codes[i] in data.lacking)))}em`);
  scale(ranking, data);
  data.codes.forEach((code, i) => {
    if (!rows.has(code)) rows.set(code, row(code));
    fill(rows.get(code), data, i, said[i]);
  });
  for (const [code, { option }] of rows) if (!data.codes.includes(code)) { option.remove(); rows.delete(code); }
  // moved only where another stands: a row that is moved loses the focus
  data.codes.forEach((code, i) => { const { option } = rows.get(code); if (list.children[i] !== option) list.insertBefore(option, list.children[i] ?? null); });
  emphasise(ranking);
}

const place = (tenths, data) => `${((100 * tenths) / data.top).toFixed(2)}%`;

// Grid lines, drawn as the ground of every track, the target's name above and the axis below.
function scale({ root, target, axis }, data) {
  root.style.setProperty("--grid", data.ticks.map(([at]) => `linear-gradient(var(--t-line),var(--t-line)) ${place(at, data)} 0/1px 100% no-repeat`).join());
  root.classList.toggle("aims", data.target !== null);
  const [at, name] = data.target ?? [0, ""];
  root.style.setProperty("--target", place(at, data));
  const mark = (parent, text, where) => { html("span", {}, html("i", { style: `left:${where}` }, parent)).textContent = text; };
  for (const each of [target, axis]) each.replaceChildren();
  if (name) mark(target, name, place(at, data));
  for (const [tick, text] of data.ticks) if (text) mark(axis, text, place(tick, data));
}

function row(code) {
  const option = html("div", { class: "r", role: "option", "data-code": code, tabindex: "-1" });
  const name = html("span", { class: "name" }, option);
  const track = html("span", { class: "track" }, option);
  const bar = html("i", { class: "bar" }, track);
  const lacking = html("span", { class: "lacking" }, track);
  return { option, name, bar, lacking, said: html("span", { class: "said" }, option) };
}

function fill({ option, name, bar, lacking, said }, data, i, text) {
  const code = data.codes[i];
  const isLacking = code in data.lacking;
  name.textContent = data.names[i];
  bar.style.width = isLacking ? "0" : place(data.columns[0][i], data);
  bar.style.background = isLacking ? "none" : data.colours[parseInt(data.at[i], 36)];
  bar.hidden = isLacking;
  lacking.textContent = isLacking ? text : "";
  said.textContent = isLacking ? "" : text;
  option.setAttribute("aria-posinset", i + 1);
  option.setAttribute("aria-setsize", data.codes.length);
}

function emphasise({ rows, data }) {
  const first = rows.has(data.selected) ? data.selected : data.codes[0];
  for (const [code, { option }] of rows) {
    option.setAttribute("aria-selected", String(code === data.selected));
    option.tabIndex = code === first ? 0 : -1;
  }
}

function choose(ranking, code) {
  const selected = ranking.data.selected === code ? "" : code;
  ranking.data = { ...ranking.data, selected };
  emphasise(ranking);
  ranking.choose(selected ? [selected] : []);
}

function pressed(ranking, event) {
  const { data, rows } = ranking;
  const at = data.codes.indexOf(event.target.dataset?.code);
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: data.codes.length - 1 }[event.key];
  if (to !== undefined) rows.get(data.codes[Math.max(0, Math.min(to, data.codes.length - 1))]).option.focus();
  else if (event.key === "Enter" || event.key === " ") choose(ranking, data.codes[at]);
  else if (event.key === "Escape" && data.selected) choose(ranking, data.selected);
  else return;
  event.preventDefault();
}

// What the row says in full, beside the pointer or the row that has the focus; within the window, whatever scrolls.
function tell({ tip, data }, code, x, y) {
  const i = data ? data.codes.indexOf(code) : -1;
  tip.hidden = i < 0;
  if (i < 0) return;
  const lines = code in data.lacking ? [data.lacking[code]] : [sentence({ ...data, say: data.tip }, i)];
  if (data.columns[3][i] !== null && !(code in data.lacking)) lines.push(sentence({ ...data, say: data.before }, i));
  tip.replaceChildren();
  html("b", {}, tip).textContent = data.names[i];
  tip.append(lines.join("\n"));
  tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - tip.offsetWidth - 4))}px`;
  tip.style.top = `${y - tip.offsetHeight - 10 < 4 ? y + 18 : y - tip.offsetHeight - 10}px`;
}

function listen(ranking) {
  const { list } = ranking;
  const codeOf = (event) => event.target.closest?.("[data-code]")?.dataset.code;
  list.addEventListener("click", (event) => { if (codeOf(event)) choose(ranking, codeOf(event)); });
  list.addEventListener("keydown", (event) => pressed(ranking, event));
  list.addEventListener("pointermove", (event) => tell(ranking, codeOf(event), event.clientX, event.clientY));
  list.addEventListener("pointerleave", () => tell(ranking));
  list.addEventListener("focusin", (event) => {
    const { right, top, width } = event.target.getBoundingClientRect();
    if (event.target.matches(":focus-visible")) tell(ranking, codeOf(event), right - width / 2, top);
  });
  list.addEventListener("focusout", () => tell(ranking));
}
