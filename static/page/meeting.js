// The keyboard of a meeting: each key presses one of the page's own buttons, so that what happens is what a click does.

const KEYS = {
  ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back",
  Home: "first", End: "last", Escape: "leave", n: "note", N: "note",
};
const WRITING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="slider"], [role="spinbutton"]';
const WALKED = '[role="listbox"]'; // the map: its arrows go from province to province, the pages' keys stay the meeting's
const OPEN = '[role="dialog"], [data-testid="stPopoverBody"], [role="combobox"][aria-expanded="true"]';
const REFERENCE = { width: 1920, height: 1080, least: 900, letters: 0.571 }; // narrower, a page flows as any other, and a chart has the letters of one

const stage = () => document.querySelector(".st-key-stage");
const button = (name) => document.querySelector(`.st-key-stage-${name} button`);

addEventListener("keydown", (event) => {
  if (!stage() || event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector(OPEN)) return;
  const isIn = (which) => event.composedPath().some((each) => each instanceof Element && each.matches(which));
  if (isIn(WRITING) || (isIn(WALKED) && !event.key.startsWith("Page"))) {
    if (event.key === "Escape") event.composedPath()[0].blur?.(); // out of the box first, out of the meeting next
    return;
  }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    scroll(event);
    return;
  }
  const pressed = KEYS[event.key] && button(KEYS[event.key]);
  if (!pressed) return;
  event.preventDefault();
  queue.push(KEYS[event.key]);
  if (queue.length === 1) press();
});

// Who presses faster than a scene is drawn gets every scene they pressed for, one after the other: a press is passed on
// once the one before has turned the page, however long a busy server takes for that.
const LONGEST = 30000; // milliseconds
const queue = [];
const place = () => document.querySelector(".t-stage-line strong")?.textContent;
function isEnd(name) {
  const [at, of] = (place() ?? "").split("/").map((each) => each.trim());
  return ["first", "back"].includes(name) ? at === "1" : ["next", "last"].includes(name) && at === of;
}
function press(until = Date.now() + LONGEST) {
  const name = queue[0], pressed = button(name);
  if (!stage() || !pressed || isEnd(name)) return void passed();
  if (pressed.disabled) return void (Date.now() < until ? setTimeout(press, 30, until) : passed()); // not drawn anew yet
  const before = place(), turned = () => {
    if (stage() && place() === before && Date.now() < until) setTimeout(turned, 30);
    else passed();
  };
  pressed.click();
  if (name === "note" || name === "leave") queue.length = 0;
  else turned();
}
function passed() {
  queue.shift();
  if (!stage()) queue.length = 0;
  if (queue.length) setTimeout(press, 30);
}

// What does not fit beside the picture is read by the arrows that do not turn pages.
function scroll(event) {
  const box = boxes().find((each) => each.scrollHeight > each.clientHeight + 4);
  if (!box) return;
  event.preventDefault();
  box.scrollBy({ top: (event.key === "ArrowDown" ? 0.6 : -0.6) * box.clientHeight });
}

const boxes = () => [...document.querySelectorAll(".st-key-stage-told, .st-key-stage-decisions, .st-key-stage-seen, .st-key-stage-beside")];

// A box that has more below says so by fading out.
const fade = () => boxes().forEach((box) => box.toggleAttribute("data-more", box.scrollTop + box.clientHeight < box.scrollHeight - 8));
addEventListener("scroll", fade, true);

// Ctrl+Enter saves from every box of the panel, not from the large one alone.
addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const panel = event.target.closest?.('[role="dialog"]');
  const save = panel?.querySelector(".st-key-note-save button");
  if (!save || event.target.matches("textarea")) return; // that one the toolkit sends off itself
  event.preventDefault();
  event.target.blur();
  setTimeout(() => save.click(), 60); // the box tells what it holds when it is left
}, true);

// The stage is drawn for 1920 × 1080 and enlarged or reduced as a whole to the projector there is.
const fit = () => {
  const isStage = innerWidth >= REFERENCE.least;
  const share = Math.min(innerWidth / REFERENCE.width, innerHeight / REFERENCE.height);
  const set = (name, value) => document.documentElement.style.setProperty(name, value.toFixed(4));
  set("--t-stage", isStage ? share : 1);
  set("--t-chart", isStage ? share : REFERENCE.letters);
};
addEventListener("resize", () => { fit(); fade(); });
fit();

// A panel that opens is ready to be written in. The toolkit puts the focus on the panel itself once it stands, on a busy
// machine well after it is there: it is taken from there until the reader presses a key or points at something.
let acted = 0;
for (const what of ["keydown", "pointerdown"]) addEventListener(what, () => { acted = Date.now(); }, true);
function ready(text, from = Date.now()) {
  if (!text.isConnected || acted > from || Date.now() - from > LONGEST) return;
  if (document.activeElement !== text) text.focus();
  setTimeout(ready, 50, text, from);
}
let was = null, waiting = 0;
const looked = () => {
  waiting = 0;
  const text = document.querySelector('[role="dialog"] [class*="st-key-note-text"] textarea');
  if (text && text !== was) ready(text);
  was = text;
  if (stage()) fade();
};
// Once a frame, however often the page changes before it is painted.
new MutationObserver(() => { waiting ||= requestAnimationFrame(looked); }).observe(document.documentElement, { childList: true, subtree: true });
