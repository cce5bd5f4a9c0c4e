// Runs before the page's own scripts: says when the map is painted first, and how long a change takes to be painted.
// `benchOf` holds {kind, code, point, view}; a change begins at the trusted click that chooses another option.
(() => {
  const { kind, code, point, view } = window.benchOf;
  const NONE = new Set(["", "none", "rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]); // what a shape wears before its first value
  const bench = (window.bench = { first: null, change: null });
  let waiting = null; // what is to happen at the first frame that shows something else than `from`
  let shape = null, pixel = "";

  function within(root, selector, fits) {
    for (const found of root.querySelectorAll(selector)) if (fits(found)) return found;
    return null;
  }

  // The map of ours lives in a shadow root; all other contestants are in the open.
  function inShadow(selector) {
    for (const host of document.querySelectorAll("*")) {
      const found = host.shadowRoot?.querySelector(selector);
      if (found) return found;
    }
    return document.querySelector(selector);
  }

  const FIND = {
    ours: () => inShadow(`path[data-code="${code}"]`),
    plotly: () => within(document, ".choroplethlayer path", (path) => path.__data__?.loc === code),
  };

  // What the watched thing looks like now; empty while it is not there.
  function seen() {
    if (kind === "text") return document.querySelector('[data-testid="stText"]')?.textContent ?? "";
    if (kind === "deck") return pixel;
    if (!shape?.isConnected) shape = FIND[kind]();
    const fill = shape ? getComputedStyle(shape).fill : "";
    return NONE.has(fill) ? "" : fill;
  }

  // A message posted while a frame is prepared arrives when its style, layout and paint are done.
  function afterPaint(then) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(0);
  }

  function look() {
    if (!waiting) return;
    const now = seen();
    if (now === "" || now === waiting.from) return;
    const { then } = waiting;
    waiting = null;
    afterPaint(then);
  }

  function everyFrame() {
    look();
    if (waiting) requestAnimationFrame(everyFrame);
  }

  function await_(from, then) {
    waiting = { from, then };
    requestAnimationFrame(everyFrame);
  }

  await_("", (now) => { bench.first = now; });

  // Called with the list of options already open.
  bench.arm = () => {
    bench.change = null;
    const from = seen(), told = { left: null, came: null };
    window.addEventListener("click", (event) => {
      const begun = event.timeStamp;
      bench.left = (at) => { told.left ??= at - begun; };
      bench.came = (at) => { if (waiting) told.came = at - begun; };
      await_(from, (now) => { bench.change = { ...told, painted: now - begun }; });
    }, { once: true, capture: true });
  };
  bench.seen = seen;

  // When the page's question left and its last answer before the paint came (Streamlit's socket).
  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => bench.came?.(performance.now()));
    }
    send(data) {
      bench.left?.(performance.now());
      super.send(data);
    }
  };

  if (kind !== "deck") return;

  // A canvas is asked for the colour at the watched province, right after the frame was drawn into it.
  const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  function read(gl) {
    const canvas = gl.canvas, scale = 512 * 2 ** view.zoom, dense = canvas.width / canvas.clientWidth;
    const x = canvas.clientWidth / 2 + ((point[0] - view.longitude) * scale) / 360;
    const up = canvas.clientHeight / 2 + ((mercator(point[1]) - mercator(view.latitude)) * scale) / (2 * Math.PI);
    const bound = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING), colour = new Uint8Array(4);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
    gl.readPixels(Math.round(x * dense), Math.round(up * dense), 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, colour);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, bound);
    return colour[3] ? colour.join() : "";
  }
  let asked = false;
  for (const name of ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"]) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...given) {
      draw.apply(this, given);
      if (!waiting || asked) return;
      asked = true;
      queueMicrotask(() => { asked = false; pixel = read(this) || pixel; look(); });
    };
  }
})();
