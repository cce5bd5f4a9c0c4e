"""Every screen in a real browser: no console error, no request beyond this machine, and a photograph."""
