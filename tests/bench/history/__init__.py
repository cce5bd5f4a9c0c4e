"""Months upon months of the whole country: what grows with what is kept, and what with what is shown."""
