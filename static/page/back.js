// After the connection was lost the view is drawn again from its address. Until it stands, nothing can be chosen: what
// is chosen while a new session draws for the first time would not be heard, and spring back. It stays readable.

const LONGEST = 15000; // milliseconds; a view that takes longer is let go, whatever becomes of a choice

const app = () => document.querySelector('[data-testid="stApp"]');
let stage = "here"; // here → away → connected → drawing → here
let timer = 0;
let wasConnected = false;

const settle = (next) => {
  stage = next;
  if (next !== "drawing") clearTimeout(timer);
  if (next === "connected") timer = setTimeout(() => settle("here"), LONGEST);
  for (const main of document.querySelectorAll('[data-testid="stMain"], [data-testid="stHeader"]')) {
    main.inert = stage !== "here";
    main.ariaBusy = String(main.inert);
    main.style.opacity = main.inert ? "0.65" : "";
  }
};

const look = () => {
  const { testConnectionState: connection, testScriptState: script } = app()?.dataset ?? {};
  if (connection === undefined || connection === "INITIAL") return;
  const isConnected = connection === "CONNECTED";
  if (!isConnected && stage !== "away" && wasConnected) settle("away");
  else if (isConnected && stage === "away") settle("connected");
  else if (stage === "connected" && script === "running") settle("drawing");
  else if (stage === "drawing" && script === "notRunning") settle("here");
  wasConnected ||= isConnected;
};

new MutationObserver(look).observe(document.documentElement, {
  attributeFilter: ["data-test-connection-state", "data-test-script-state"],
  childList: true,
  subtree: true,
});
