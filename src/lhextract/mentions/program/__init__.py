"""How programmes are named in prose; `recognisers/program.py` is the way in."""
