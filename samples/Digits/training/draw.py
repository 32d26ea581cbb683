#!/usr/bin/python3
"""Draws the sample's own digits: strokes of a round pen, written as 28x28 PGM files and, all together, as calibration.npy.

usage: draw.py [FOLDER]        (default: pictures)

A digit is a list of strokes, a stroke a list of points (x to the right, y down, in pixels) through which a smooth curve is laid.
Needs Debian's python3-numpy.
"""

import os
import sys

import numpy

SIZE = 28
PEN = 1.1  # radius in pixels; the edge fades over one pixel more

DIGITS = {
    0: [[(14, 4.5), (9, 8), (7.5, 14), (9, 20), (13.5, 23.5), (18.5, 20), (20.5, 14), (19, 8), (14.5, 4.5)]],
    1: [[(16.2, 4.5), (14.6, 14), (12.4, 23.5)]],
    2: [[(8, 9), (10, 5.5), (14.5, 4.6), (18.8, 7), (18.5, 11.5), (14, 17), (8, 23)], [(8, 23), (14, 22.4), (20.5, 22.8)]],
    3: [[(8.5, 6.5), (13.5, 4.5), (18.5, 7), (17.5, 11.5), (13, 13.4)],
        [(13, 13.4), (18.5, 15), (19.8, 19), (16, 23), (11, 23.4), (7.5, 21)]],
    4: [[(10.5, 5), (9, 10), (7.8, 15)], [(7.8, 15), (14, 14.6), (20.5, 14.2)], [(18.2, 5), (17.6, 14), (17, 23.5)]],
    5: [[(19.5, 5), (14, 5.2), (9.8, 5.4)], [(9.8, 5.4), (9.4, 9), (9, 12.6)],
        [(9, 12.6), (14, 11), (19, 14), (18.8, 19.5), (14, 23.2), (8, 21.8)]],
    6: [[(17, 4.5), (11.5, 8.5), (8.4, 15), (9.4, 21), (14, 23.5), (18.8, 20.8), (18.6, 16), (14.2, 14), (9, 17.2)]],
    7: [[(7.5, 6), (13.5, 5.6), (20, 5.4)], [(20, 5.4), (16.4, 12), (13.6, 18), (12, 23.5)]],
    8: [[(18.6, 7), (14, 4.5), (9.8, 7.5), (12, 12), (17, 15.5), (18.6, 20), (14, 23.5), (9.2, 20.5), (10.6, 15.8), (16, 12), (18.6, 7)]],
    9: [[(19, 8.5), (15, 4.8), (10, 7), (9.4, 11.5), (13.5, 14), (18.2, 11.5), (19, 8.5)], [(19, 8.5), (18.4, 15), (16.5, 23.5)]],
}


def curve(points, steps=24):
    """Points of the Catmull-Rom spline through the given ones."""
    points = [numpy.array(point, float) for point in points]
    points = [2 * points[0] - points[1], *points, 2 * points[-1] - points[-2]]
    for before, start, end, after in zip(points, points[1:], points[2:], points[3:]):
        for t in numpy.linspace(0, 1, steps):
            yield 0.5 * (2 * start + (end - before) * t + (2 * before - 5 * start + 4 * end - after) * t ** 2
                         + (3 * start - before - 3 * end + after) * t ** 3)


def draw(strokes):
    """Ink 0..255 by the distance of each pixel's centre from the nearest stroke."""
    centres = numpy.stack(numpy.meshgrid(numpy.arange(SIZE) + 0.5, numpy.arange(SIZE) + 0.5), -1)
    distance = numpy.full((SIZE, SIZE), numpy.inf)
    for stroke in strokes:
        for point in curve(stroke):
            distance = numpy.minimum(distance, numpy.linalg.norm(centres - point, axis=-1))
    return numpy.rint(255 * numpy.clip(PEN + 1 - distance, 0, 1)).astype(numpy.uint8)


def main(folder="pictures"):
    os.makedirs(folder, exist_ok=True)
    images = {digit: draw(strokes) for digit, strokes in DIGITS.items()}
    for digit, image in images.items():
        rows = "\n".join(" ".join(f"{ink:3}" for ink in row) for row in image)
        with open(os.path.join(folder, f"{digit}.pgm"), "w") as file:
            file.write(f"P2\n{SIZE} {SIZE}\n255\n{rows}\n")
    pixels = numpy.stack(list(images.values())).astype(numpy.float32) / 255
    numpy.save(os.path.join(folder, "calibration.npy"), pixels[:, None])


if __name__ == "__main__":
    main(*sys.argv[1:])
