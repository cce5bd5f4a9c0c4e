// How the map looks. Colours are the page's variables, so that it follows the theme; the data bring their own.

export const STYLE = `
:host, .m { display: block; }
.m { position: relative; font: 400 13px/1.5 "Be Vietnam Pro", "Segoe UI", Arial, sans-serif; color: var(--t-ink); }
.m .sheet { position: relative; }
.m .sheet > svg { display: block; width: 100%; touch-action: pan-y; }
.m path { stroke: var(--t-border); stroke-width: 0.6; vector-effect: non-scaling-stroke; stroke-linejoin: round; outline: none; }
.m path[data-code], .m circle[data-code] { cursor: pointer; }
.m .former { fill: none; stroke: var(--t-ink); stroke-opacity: 0.75; stroke-dasharray: 2.5 2.5; pointer-events: none; }
.m path.aside { opacity: 0.28; }
.m .frame { fill: var(--t-sea); stroke: var(--t-border); stroke-width: 1; vector-effect: non-scaling-stroke; }
.m .halo, .m .edge, .m .focus { fill: none; pointer-events: none; }
.m .halo { stroke: var(--t-paper); stroke-width: 5; } .m .edge { stroke: var(--t-ink); stroke-width: 2.2; }
.m .focus { stroke: var(--t-warn); stroke-width: 3; }
.m .symbol { stroke: var(--t-ink); stroke-width: 0.7; vector-effect: non-scaling-stroke; fill-opacity: 0.92; }
.m .hatch { stroke: var(--t-quiet); } .m .hatch-dot { fill: var(--t-quiet); }
.m .swatch { stroke: var(--t-border); } .m .size { fill: none; stroke: var(--t-quiet); }
.m text { fill: var(--t-ink); pointer-events: none; }
.m .isles { font-size: 12px; font-style: italic; paint-order: stroke; stroke: var(--t-paper); stroke-width: 3px; stroke-linejoin: round; }
.m .label { text-anchor: middle; paint-order: stroke; stroke: var(--t-paper); stroke-linejoin: round; }
.m .tip { position: absolute; z-index: 5; max-width: 280px; padding: 6px 10px; background: var(--t-paper); color: var(--t-ink);
  border: 1px solid var(--t-border); border-radius: 4px; pointer-events: none; white-space: pre-line; }
.m .tip[hidden] { display: none; }
.m .tip b { display: block; font-weight: 600; }
.m .tools { position: absolute; right: 4px; top: 4px; display: var(--t-map-tools, flex); gap: 4px; }
.m button { min-width: 32px; height: 32px; padding: 0 6px; border: 1px solid var(--t-border); border-radius: 4px;
  background: var(--t-paper); color: var(--t-ink); font: 600 15px/1 inherit; cursor: pointer; }
.m .tools button.word { font-size: 12px; }
.m button:focus-visible, .m path:focus-visible { outline: 3px solid var(--t-warn); outline-offset: 1px; }
.m .legend { margin: 6px 0 0; }
.m .legend p { margin: 0 0 4px; color: var(--t-quiet); }
.m .legend p.note { margin: 4px 0 0; }
.m .legend ul { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0; padding: 0; list-style: none; }
.m .legend li { display: flex; align-items: center; gap: 6px; }
.m .legend li svg { width: 18px; height: 14px; flex: none; }
.m .sizes { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; margin-top: 6px; color: var(--t-quiet); }
.m .square { border-collapse: collapse; margin: 0 0 8px; }
.m .square caption { text-align: left; color: var(--t-ink); padding-bottom: 4px; }
.m .square th { font-weight: 400; text-align: left; padding: 2px 8px 2px 0; color: var(--t-ink); }
.m .square thead th { padding: 2px 4px; text-align: center; }
.m .square tbody td { width: 72px; height: 30px; text-align: center; border: 1px solid var(--t-border); font-weight: 600; }
.m .panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(205px, 1fr)); gap: 12px 16px; }
.m figure { margin: 0; position: relative; break-inside: avoid; }
.m figure > svg { display: block; width: 100%; }
.m figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 8px; border-top: 1px solid var(--t-line); padding-top: 2px; }
.m figcaption b { font-weight: 600; }
.m figure .isles { font-size: 12px; }
.m figure path.chosen { stroke: var(--t-ink); stroke-width: 2; }
.m .save { display: flex; gap: 4px; justify-content: flex-end; }
.m .save button { font-size: 12px; }
.m .failed { padding: 12px; border-left: 4px solid var(--t-warn); background: var(--t-sea); }
@media (max-width: 480px) { .m .tools { position: static; justify-content: flex-end; margin-bottom: 4px; } .m .panels { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px; } .m figure .isles { font-size: 14px; } }
@media print { .m .sheet > svg { max-height: 118mm !important; } .m:has(.square) .sheet > svg { max-height: 84mm !important; } .m .tools, .m .save, .m .tip { display: none; } .m { break-inside: avoid; } .m .panels { grid-template-columns: repeat(6, 1fr); } }
`;
