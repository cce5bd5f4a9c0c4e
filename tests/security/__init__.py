"""Attacks from outside: what a stranger, a neighbour or a forged page may try on a running server."""
