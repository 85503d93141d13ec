"""The nearest points by scikit-learn's BallTree, run by the engine's Python: JSON in, JSON out.

In come ``points``, ``places`` and ``count``, how many points are wanted for each place.
Points and places are pairs of degrees, latitude first. Out come the seconds to build it and, for each place, the
numbers of the nearest points and the seconds that this took.
"""

import json
import math
import sys
import time

import numpy as np
from sklearn.neighbors import BallTree


def main() -> None:
    """Build, ask for one place after the other, print."""
    asked = json.load(sys.stdin)
    points = np.radians(np.array(asked["points"]))
    began = time.perf_counter()
    tree = BallTree(points, metric="haversine")
    built = time.perf_counter() - began
    found, taken = [], []
    for latitude, longitude in asked["places"]:
        began = time.perf_counter()
        place = [[math.radians(latitude), math.radians(longitude)]]
        numbers = tree.query(place, k=asked["count"], return_distance=False)[0]
        taken.append(time.perf_counter() - began)
        found.append([int(number) for number in numbers])
    json.dump({"built_s": built, "found": found, "taken_s": taken}, sys.stdout)


if __name__ == "__main__":
    main()
