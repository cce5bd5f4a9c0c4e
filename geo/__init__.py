"""Shapes of the provinces: ``provinces`` reads them, ``build`` makes them anew from the source."""
