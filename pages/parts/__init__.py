"""What every screen shares: opening the data, the choices, the frame around the page."""
