// Runs before the page's own scripts: says when the last thing that a choice changed on the page was painted.
// A change begins at the trusted click on another option; what moves outside the page's body, and inside the box that
// was clicked, is not the answer.
(() => {
  const QUIET = 400; // ms without a change, after which nothing more belongs to the choice
  const pace = (window.pace = {});
  let begun = 0, last = 0;

  const observer = new MutationObserver((found) => {
    if (begun && found.some(({ target }) => counts(target))) requestAnimationFrame(() => afterPaint());
  });

  function counts(target) {
    const element = target instanceof Element ? target : target.parentElement;
    if (!element) return true; // the root of a component's own tree
    if (element.getRootNode() !== document) return true;
    return element.closest('[data-testid="stMain"]') && !element.closest('[data-testid="stSelectbox"]');
  }

  // A message posted while a frame is prepared arrives when its style, layout and paint are done.
  function afterPaint() {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { last = performance.now(); };
    port2.postMessage(0);
  }

  // Called with the list of options already open.
  pace.arm = () => {
    begun = last = 0;
    observer.disconnect();
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    observer.observe(document, all);
    for (const host of document.querySelectorAll("*")) if (host.shadowRoot) observer.observe(host.shadowRoot, all);
    window.addEventListener("click", (event) => { begun = event.timeStamp; }, { once: true, capture: true });
  };

  // Milliseconds until the last paint; 0 while the page still moves.
  pace.took = () => {
    const isRunning = !document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
    return last && !isRunning && performance.now() - last > QUIET ? last - begun : 0;
  };
})();
