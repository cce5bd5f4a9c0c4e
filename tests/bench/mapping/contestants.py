"""Who takes part, and what to look at in each one's page."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.mapping import servers

_STREAMLIT = ("[data-testid='stSelectbox'] input", "[role='option']")
_DASH = ("#choice", ".dash-dropdown-option")


@dataclass(frozen=True)
class Contestant:
    """A page: its script, the kind of picture the probe looks for, and where its list and its options are."""

    name: str
    said: str
    kind: str
    box: str
    option: str


BARE = Contestant("bare", "bare rerun: selectbox and a line of text", "text", *_STREAMLIT)
OURS = Contestant("ours", "our map", "ours", *_STREAMLIT)
PLOTLY = Contestant("plotly_chart", "`st.plotly_chart`, choropleth, shapes inline", "plotly", *_STREAMLIT)
PYDECK = Contestant("pydeck_chart", "`st.pydeck_chart`, GeoJsonLayer", "deck", *_STREAMLIT)
DASH = Contestant("dash_app", "Dash, the same Plotly map", "plotly", *_DASH)
ALL = (BARE, OURS, PLOTLY, PYDECK, DASH)


@contextmanager
def started(contestant: Contestant, site: Path) -> Iterator[str]:
    """The address of its server; raises NotMeasuredError where it does not come up."""
    port, log = servers.free_port(), site / f"{contestant.name}.log"
    with servers.served(_command(contestant, site, port), port, log) as url:
        yield url


def _command(contestant: Contestant, site: Path, port: int) -> Sequence[str]:
    script = site / f"{contestant.name}.py"
    if contestant is DASH:
        return [str(servers.dash(site)), str(script), str(port)]
    return servers.streamlit(script, port)
