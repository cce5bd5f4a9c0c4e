"""Repairs of the source's shapes, each for one defect that ``shapes/SOURCE.md`` names; used by ``build`` alone."""

import numpy
import shapely

GAP = 0.01  # degrees; half of it leaves 56 holes
ISLET_KM2 = 0.5
SLIT = 0.004  # degrees

Geometries = numpy.ndarray


def tho_chu_moved(phu_quoc: shapely.Geometry) -> shapely.Geometry:
    """Phú Quốc with its Thổ Chu islands where they lie: the source draws them about 25 km too far west."""

    def east(points: numpy.ndarray) -> numpy.ndarray:
        return points + numpy.array([0.244, 0.008])

    islands = shapely.get_parts(phu_quoc)
    return shapely.multipolygons(
        [shapely.transform(island, east) if island.bounds[2] < 103.35 else island for island in islands]
    )


def _km2(shape: shapely.Geometry) -> float:
    latitude = numpy.radians(shapely.get_y(shapely.centroid(shape)))
    return shapely.area(shape) * 111.32 * 110.57 * numpy.cos(latitude)


def without_islets(shape: shapely.Geometry) -> shapely.Geometry:
    """Parts under the smallest size are dropped, but never a district's largest."""
    parts = shapely.get_parts(shape)
    sizes = numpy.array([_km2(part) for part in parts])
    kept = parts[(sizes >= ISLET_KM2) | (sizes == sizes.max())]
    return kept[0] if len(kept) == 1 else shapely.multipolygons(kept)


def slits_closed(shapes: Geometries) -> Geometries:
    """Wedges between two districts that open to the sea are no holes, so cleaning leaves them; fill them here."""
    whole = shapely.union_all(shapes)
    closed = whole.buffer(SLIT, join_style="mitre").buffer(-SLIT, join_style="mitre")
    index, filled = shapely.STRtree(shapes), shapes.copy()
    for wedge in shapely.get_parts(shapely.difference(closed, whole)):
        rim = wedge.buffer(1e-5)
        touching = index.query(rim, predicate="intersects")
        if len(touching) >= 2 and _km2(wedge) > 0.02:
            shared = [shapely.length(shapely.intersection(rim.boundary, filled[i])) for i in touching]
            owner = touching[int(numpy.argmax(shared))]
            filled[owner] = shapely.union(filled[owner], wedge.buffer(1e-6))
    return shapely.coverage_clean(filled, gap_width=GAP)


def simplified(shapes: Geometries, tolerance: float, decimals: int) -> Geometries:
    """Simplified together, so that neighbours keep one border; checked after rounding, which is what can break it."""
    rounded = _rounded(shapely.coverage_simplify(shapes, tolerance), decimals)
    if not _is_coverage(rounded):
        # Rounding pinched a neck: cleaning cuts it, and what is cut has room to be rounded again.
        rounded = _rounded(shapely.coverage_clean(rounded), decimals)
    if not _is_coverage(rounded):
        raise ValueError(f"the layer is no valid coverage at tolerance {tolerance}")
    return rounded


def _rounded(shapes: Geometries, decimals: int) -> Geometries:
    return shapely.set_precision(shapes, 10.0**-decimals, mode="pointwise")


def _is_coverage(shapes: Geometries) -> bool:
    return bool(shapely.is_valid(shapes).all()) and shapely.coverage_is_valid(shapes)


def label_points(shapes: Geometries, fineness: float = 0.01) -> Geometries:
    """Middle of the largest circle within each shape's largest part: never an island's, never in the sea."""
    largest = [max(shapely.get_parts(shape), key=shapely.area) for shape in shapes]
    return shapely.get_point(shapely.maximum_inscribed_circle(largest, fineness), 0)
