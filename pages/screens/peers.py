"""Peers: one province beside the provinces most like it."""

import streamlit as st

from pages.parts import peers, peers_said, profile, shell, view

made = view.current()
words, choice = made.words, made.choice

if not choice.province:
    shell.heading(words("peers.choose"))
    shell.choices("province", "measure")
    profile.directory(made)
else:
    now = peers.compared(made)
    missing = peers_said.missing(now.near, choice.alike, words)
    shell.heading(peers_said.finding(now.group, now.median, words, measure=choice.measure, name=made.place))
    peers.choices(made)
    shell.aggregates_only()
    peers.rule(made, now)
    if missing:
        shell.notice(words("peers.missing", name=made.place, traits=missing), tone="warn")
    elif not now.codes:
        shell.notice(words("peers.nobody"))
    else:
        rates, where = st.columns([6, 5], gap="large")
        with rates:
            peers.dots(made, now)
            peers.traits(made, now)
        with where:
            peers.country(made, now)
        peers.measures(made, now)

shell.follow("province", "map", "needs")
