// How the ranking looks. Colours are the page's variables, so that it follows the theme; bars wear those of the map.

export const STYLE = `
:host, .k { display: block; }
.k { position: relative; font: 400 12px/1.2 "Be Vietnam Pro", "Segoe UI", Arial, sans-serif; color: var(--t-ink); }
.k p { position: relative; margin: 0 calc(var(--said) + 8px) 0 calc(var(--name) + 8px); color: var(--t-quiet); }
.k p i { position: absolute; font-style: normal; white-space: nowrap; }
.k p i span { display: block; transform: translateX(-50%); }
.k .axis { height: 22px; } .k .axis i { top: 5px; }
.k .target { display: none; color: var(--t-warn); } .k.aims .target { display: block; height: 20px; }
.k .r { display: flex; align-items: center; gap: 8px; height: 20px; cursor: pointer; outline: none; break-inside: avoid; }
.k .r:hover { background: var(--t-sea); }
.k .r:focus-visible { outline: 2px solid var(--t-warn); outline-offset: -2px; }
.k .name { flex: none; width: var(--name); overflow: hidden; white-space: nowrap; text-align: right; text-overflow: ellipsis; }
.k .track { flex: 1 1 0; min-width: 0; position: relative; align-self: stretch; display: flex; align-items: center; background: var(--grid); }
.k .bar { box-sizing: border-box; display: block; height: 14px; min-width: 1px; border: 0.5px solid var(--t-border); border-left: 0;
  forced-color-adjust: none; }
.k .bar[hidden] { display: none; }
.k.aims .track::after { content: ""; position: absolute; top: 0; bottom: 0; left: var(--target); border-left: 1.5px dotted var(--t-warn); }
.k .lacking { white-space: nowrap; }
.k .said { flex: none; width: var(--said); white-space: pre; font-variant-numeric: tabular-nums; }
.k .r[aria-selected="true"] { font-weight: 700; }
.k .r[aria-selected="true"] .bar { border: 2px solid var(--t-ink); }
.k .tip { position: fixed; z-index: 1000; max-width: 280px; padding: 6px 10px; background: var(--t-paper); color: var(--t-ink);
  border: 1px solid var(--t-border); border-radius: 4px; pointer-events: none; white-space: pre-line; font-size: 13px; line-height: 1.5; }
.k .tip[hidden] { display: none; }
.k .tip b { display: block; font-weight: 600; }
@media (pointer: coarse) { .k .r { height: 26px; } .k .bar { height: 18px; } }
@media print { .k .tip, .k .axis { display: none !important; } .k .rows { columns: 2; column-gap: 32px; }
  .k .target { margin: 0; } .k .target i { position: static; } .k .target i span { transform: none; } }
`;
