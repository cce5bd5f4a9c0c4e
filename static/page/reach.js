// Boxes that scroll can be reached by the keyboard: the toolkit gives them no stop of their own.

const reach = () => {
  for (const box of document.querySelectorAll('[class*="st-key-box-"]:not([tabindex])')) box.tabIndex = 0;
};

new MutationObserver(reach).observe(document.documentElement, { childList: true, subtree: true });
