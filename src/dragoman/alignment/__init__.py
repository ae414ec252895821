"""Roll calls as numbers: agreement, cohesion, ideal points, realignments. Arrays in, values out; no file is opened."""
