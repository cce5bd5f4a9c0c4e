// The provincial map as a component: draws the shapes once, then is told values only. SVG, so that it prints sharply,
// carries a name and value for each unit, and can be walked with the keyboard. No request but to its own server.

import { html } from "./drawing.js";
import { featuresOf } from "./shapes.js";
import { STYLE } from "./style.js";
import { single } from "./single.js";
import { many } from "./many.js";

const mounted = new WeakMap(); // the element given to us → its map

export default async function render({ data, parentElement, setStateValue }) {
  const kind = `${data.panels ? "many" : "single"} ${data.frame} ${data.urls.join(" ")} ${data.former} ${data.panels?.length ?? ""}`;
  let map = mounted.get(parentElement);
  if (map?.kind !== kind) {
    map = mount(parentElement, data, kind);
    mounted.set(parentElement, map);
  }
  map.data = data; // the latest wins when several come while the shapes are on their way
  map.choose = (codes) => setStateValue("selected", codes);
  await map.ready;
  if (!map.broken) map.show(map.data);
}

function mount(parent, data, kind) {
  parent.replaceChildren();
  html("style", {}, parent).textContent = STYLE;
  const root = html("div", { class: "m" }, parent);
  const map = { kind, root, data };
  map.ready = featuresOf(data.urls)
    .then((features) => (data.panels ? many : single)(map, features))
    .catch((error) => failed(map, error));
  return map;
}

function failed(map, error) {
  if (error instanceof TypeError && !/fetch/i.test(error.message)) console.error(error); // a slip of ours is not a lost file
  map.broken = true;
  map.root.replaceChildren();
  html("p", { class: "failed", role: "alert" }, map.root).textContent = map.data.words.no_shapes;
}
