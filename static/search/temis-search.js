// The search box of the header as a component: a combobox over provinces, districts, modules and screens. The names of
// places are fetched once, when the box is first used; modules and screens are told. No request but to its own server.

import { entry, found } from "./matching.js";

const MOST = 8; // results shown at once
const mounted = new WeakMap(); // the element given to us → its box
const indexes = new Map(); // address → names of places, fetched once a page

const STYLE = `
:host, .s { display: block; }
.s { position: relative; font: 400 14px/1.4 "Be Vietnam Pro", "Segoe UI", Arial, sans-serif; color: var(--t-ink); }
.s input { box-sizing: border-box; width: 100%; height: 34px; padding: 0 10px; font: inherit; color: inherit;
  background: var(--t-paper); border: 1px solid var(--t-border); border-radius: 4px; text-overflow: ellipsis; }
.s input::placeholder { color: var(--t-quiet); opacity: 1; }
.s input:focus-visible { outline: 3px solid var(--t-warn); outline-offset: 1px; }
.s ul { position: absolute; z-index: 1000; top: 38px; right: 0; width: max(100%, min(420px, 90vw)); margin: 0; padding: 4px 0;
  box-sizing: border-box; list-style: none; background: var(--t-paper); border: 1px solid var(--t-border); border-radius: 4px; }
.s ul[hidden] { display: none; }
.s li { display: flex; justify-content: space-between; gap: 12px; padding: 6px 10px; cursor: pointer; }
.s li.note { color: var(--t-quiet); cursor: default; font-size: 13px; }
.s li[aria-selected="true"] { background: var(--t-sea); box-shadow: inset 3px 0 0 var(--t-accent); }
.s li small { flex: none; font-size: 12px; line-height: 20px; color: var(--t-quiet); }
.s li i { font-style: normal; color: var(--t-quiet); }
.s .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 640px) { .s ul { left: 0; right: auto; width: 100%; } }
`;

export default function render({ data, parentElement, setTriggerValue }) {
  let box = mounted.get(parentElement);
  if (!box) mounted.set(parentElement, (box = mount(parentElement)));
  box.input.placeholder = data.words.placeholder;
  box.label.textContent = data.words.label;
  box.list.setAttribute("aria-label", data.words.label);
  box.choose = (each) => setTriggerValue("chosen", { kind: each.kind, code: each.code, within: each.within });
  box.data = data;
  box.entries = null; // made of the data when they are asked for
}

function make(name, attributes, parent) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

function mount(parent) {
  parent.replaceChildren();
  make("style", {}, parent).textContent = STYLE;
  const root = make("div", { class: "s", role: "search" }, parent);
  const label = make("label", { class: "unseen", for: "sought" }, root);
  const input = make("input", {
    id: "sought", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "results",
  }, root);
  const list = make("ul", { id: "results", role: "listbox", hidden: "" }, root);
  const status = make("p", { class: "unseen", role: "status" }, root);
  const box = { root, label, input, list, status, results: [], active: 0 };
  input.addEventListener("focus", () => entriesOf(box));
  input.addEventListener("input", () => search(box));
  input.addEventListener("keydown", (event) => pressed(box, event));
  input.addEventListener("blur", () => close(box));
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => pick(box, event.target.closest("[role=option]")?.dataset.place));
  return box;
}

async function names(address) {
  if (!indexes.has(address)) {
    const asked = fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))));
    indexes.set(address, asked.catch(() => { indexes.delete(address); return null; }));
  }
  return indexes.get(address);
}

// Provinces, modules and screens, then what lies below provinces: of equals the first is shown first.
async function entriesOf(box) {
  const { data } = box;
  const places = await names(data.index);
  if (box.data !== data) return entriesOf(box); // told something else meanwhile
  if (box.entries) return box.entries;
  const { provinces, districts } = places ?? { provinces: [], districts: [] };
  const called = new Map(provinces.map(([code, vi, en]) => [code, data.lang === "en" ? en : vi]));
  const below = data.communes ?? districts;
  box.isShort = !places;
  box.entries = [
    ...provinces.map(([code, vi, en, also, former]) => {
      const told = { also: `${vi}; ${en}; ${also}; ${former}`, beside: former.replaceAll("; ", " + ") };
      return entry("province", code, called.get(code), told);
    }),
    ...data.modules.map(([code, said, beside]) => entry("module", code, said, { beside })),
    ...data.screens.map(([code, said]) => entry("screen", code, said)),
    ...below.map(([within, code, said]) => entry(data.tier, code, said, { within, beside: called.get(within) ?? "" })),
  ];
  return box.entries;
}

async function search(box) {
  const text = box.input.value;
  const entries = await entriesOf(box);
  if (box.input.value !== text) return; // typed on meanwhile
  box.results = found(entries, text);
  box.sought = text;
  box.active = 0;
  if (text.trim()) show(box);
  else close(box);
}

function show(box) {
  const { words } = box.data;
  box.list.replaceChildren();
  const shown = box.results.slice(0, MOST);
  shown.forEach((each, place) => {
    const item = make("li", { id: `r${place}`, role: "option", "data-place": place, "aria-selected": place === box.active }, box.list);
    const said = make("span", {}, item);
    said.textContent = each.said;
    if (each.beside) make("i", {}, said).textContent = ` · ${each.beside}`;
    make("small", {}, item).textContent = words.kinds[each.kind];
  });
  const rest = box.results.length - shown.length;
  if (!shown.length) note(box, words.none);
  else if (rest) note(box, words.more.replace("{count}", rest));
  if (box.isShort) note(box, words.short);
  box.list.hidden = false;
  box.input.setAttribute("aria-expanded", "true");
  if (shown.length) box.input.setAttribute("aria-activedescendant", `r${box.active}`);
  else box.input.removeAttribute("aria-activedescendant");
  box.status.textContent = shown.length ? words.found.replace("{count}", box.results.length) : words.none;
}

function note(box, text) {
  make("li", { class: "note", role: "presentation" }, box.list).textContent = text;
}

function close(box) {
  box.list.hidden = true;
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
  box.status.textContent = "";
}

function pressed(box, event) {
  const count = Math.min(box.results.length, MOST);
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing) return; // a Vietnamese keyboard is still putting the letter together
  if (move && count) {
    event.preventDefault();
    if (!box.list.hidden) box.active = (box.active + move + count) % count;
    show(box);
  } else if (event.key === "Escape") {
    if (box.list.hidden) box.input.value = "";
    close(box);
  } else if (event.key === "Enter") {
    event.preventDefault();
    enter(box);
  }
}

// What was typed last may not have been looked for yet: a name pasted and sent at once finds its place all the same.
async function enter(box) {
  if (box.list.hidden || box.sought !== box.input.value) await search(box);
  pick(box, box.active);
}

function pick(box, place) {
  const each = box.results[place];
  if (!each) return;
  box.choose(each);
  box.input.value = "";
  box.results = [];
  close(box);
}
