// Where the server is: the page would else look for it below the address of the screen.
window.__streamlit = { BACKEND_BASE_URL: location.origin };
