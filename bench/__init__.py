"""What decides speed, measured: each figure a ratio against a floor taken in the same run, never a time by itself.

`./dev bench` runs all of it, `./dev bench G1 G7` some. The goals stand in `goals.py`; how a ratio is taken, in
`measure.py`. Nothing here is a test: a busy machine makes any of it worse, and a second run is the first answer.
"""
