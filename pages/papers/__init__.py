"""Papers: what leaves the dashboard as a document, made from answers alone; no browser, no network, no screen."""
