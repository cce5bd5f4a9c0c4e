// After mapping/probe.js, whose `bench.seen()` says what the watched province wears: when is a goal on the page?
// A goal is {from, texts}: the province wears a colour other than `from` (null: its colour does not matter), and each
// [selector, parts] of `texts` is an element that holds all the parts. `window.goalOf` is that of the navigation.
(() => {
  const goals = (window.goals = { reached: null, begun: 0, changed: 0 });
  let goal = null;

  new MutationObserver(() => { goals.changed = performance.now(); })
    .observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  function holds([selector, parts]) {
    return [...document.querySelectorAll(selector)].some((found) => {
      const text = found.textContent.normalize("NFC");
      return parts.every((part) => text.includes(part));
    });
  }

  function isMet() {
    const now = goal.from === null ? "any" : window.bench.seen();
    return now !== "" && now !== goal.from && goal.texts.every(holds);
  }

  // A message posted while a frame is prepared arrives when its style, layout and paint are done.
  function afterPaint(then) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(0);
  }

  function everyFrame() {
    if (!goal) return;
    if (!isMet()) return void requestAnimationFrame(everyFrame);
    goal = null;
    afterPaint((now) => { goals.reached = now - goals.begun; });
  }

  function watch(next) {
    goal = next;
    requestAnimationFrame(everyFrame);
  }

  // Called with the choice already under the pointer: the time begins when it is pressed.
  goals.arm = (next) => {
    goals.reached = null;
    window.addEventListener("pointerdown", (event) => {
      goals.begun = event.timeStamp;
      if (next) watch(next);
    }, { once: true, capture: true });
  };
  // When that was, in ms since 1970, for what ends outside the page.
  goals.since = () => performance.timeOrigin + goals.begun;

  if (window.goalOf) watch(window.goalOf);
})();
