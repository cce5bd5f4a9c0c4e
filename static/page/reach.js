// Boxes that scroll can be reached by the keyboard: the toolkit gives them no stop of their own.

const reach = () => {
  for (const box of document.querySelectorAll('[class*="st-key-box-"]:not([tabindex])')) box.tabIndex = 0;
};

// Once a frame, however often the page changes before it is painted.
let reaching = 0;
const reachSoon = () => { reaching ||= requestAnimationFrame(() => { reaching = 0; reach(); }); };

new MutationObserver(reachSoon).observe(document.documentElement, { childList: true, subtree: true });
