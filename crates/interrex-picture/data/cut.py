"""Cuts the outlines that interrex-picture draws from Natural Earth's; see README.md beside it."""
import json, os, subprocess, sys, tempfile

import pycountry

G, OUT = sys.argv[1], sys.argv[2]
MS = os.environ.get("MAPSHAPER", "mapshaper")
WORK = tempfile.mkdtemp()

def inside(x, y, ring):
    hit = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            hit = not hit
    return hit

def run(source, keep, layer, target):
    subprocess.check_call([MS, source, "-simplify", keep, "visvalingam", "weighted", "keep-shapes",
                           "-o", "format=topojson", "no-quantization", target])
    return json.load(open(target))

def write(topology, layer, name_of, path):
    geometries = topology["objects"][layer]["geometries"]
    lines = []
    for arc in topology["arcs"]:
        points, last = [], (0, 0)
        rounded = []
        for x, y in arc:
            p = (round(x * 100), round(y * 100))
            if not rounded or rounded[-1] != p:
                rounded.append(p)
        if len(rounded) == 1:
            rounded.append(rounded[0])
        for p in rounded:
            points.append(f"{p[0]-last[0]},{p[1]-last[1]}")
            last = p
        lines.append("a " + " ".join(points))
    for g in sorted(geometries, key=name_of):
        if g["type"] is None or g["type"] == "null":
            continue
        polygons = g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]]
        lines.append("c " + name_of(g))
        for polygon in polygons:
            for index, ring in enumerate(polygon):
                lines.append(("r " if index == 0 else "h ") + " ".join(str(a) for a in ring))
    open(path, "w").write("\n".join(lines) + "\n")
    print(path, os.path.getsize(path), len(topology["arcs"]))

# The world, with Crimea in Ukraine.
world = json.load(open(f"{G}/countries-50m.json"))
scale, move = world["transform"]["scale"], world["transform"]["translate"]
def decode(index):
    arc, x, y, out = world["arcs"][index if index >= 0 else ~index], 0, 0, []
    for dx, dy in arc:
        x += dx; y += dy
        out.append((x * scale[0] + move[0], y * scale[1] + move[1]))
    return out if index >= 0 else out[::-1]
def ring_of(arcs):
    points = []
    for a in arcs:
        points += decode(a)[1 if points else 0:]
    return points
by = {g["id"] if "id" in g else g["properties"]["name"]: g for g in world["objects"]["countries"]["geometries"]}
russia, ukraine = by["643"], by["804"]
SIMFEROPOL = (34.10, 44.95)
moved = [p for p in russia["arcs"] if inside(*SIMFEROPOL, ring_of(p[0]))]
assert len(moved) == 1, "Crimea is one polygon of its own"
russia["arcs"] = [p for p in russia["arcs"] if p not in moved]
if ukraine["type"] == "Polygon":
    ukraine["type"], ukraine["arcs"] = "MultiPolygon", [ukraine["arcs"]]
ukraine["arcs"] += moved
# What no state but one recognizes is drawn as part of the state that it lies in.
for part, whole in (("N. Cyprus", "196"), ("Somaliland", "706")):
    taken, state = by.pop(part), by[whole]
    for one in (taken, state):
        if one["type"] == "Polygon":
            one["type"], one["arcs"] = "MultiPolygon", [one["arcs"]]
    state["arcs"] += taken["arcs"]
    taken["arcs"] = []
countries = world["objects"]["countries"]
countries["geometries"] = [g for g in countries["geometries"] if g["arcs"] and g["properties"]["name"] != "Antarctica"]
world["objects"] = {"countries": countries}
json.dump(world, open(f"{WORK}/countries.json", "w"))
out = run(f"{WORK}/countries.json", "45%", "countries", f"{WORK}/countries-out.json")
a2 = {c.numeric: c.alpha_2 for c in pycountry.countries}
write(out, "countries", lambda g: (a2.get(g.get("id"), "--") + " " + g["properties"]["name"]), f"{OUT}/world.txt")

# The regions of Ukraine.
regions = json.load(open(f"{G}/admin1-ukr.geojson"))
json.dump(regions, open(f"{WORK}/regions.json", "w"))
out = run(f"{WORK}/regions.json", "12%", "regions", f"{WORK}/regions-out.json")
write(out, "regions", lambda g: g["properties"]["iso_3166_2"] + " " + g["properties"]["name"], f"{OUT}/regions-ua.txt")
