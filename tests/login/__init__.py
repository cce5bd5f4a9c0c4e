"""Signing in and out against a certified OpenID provider, in a real browser."""
