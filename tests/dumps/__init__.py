"""Populated databases of earlier states, kept as text; later migrations must carry them forward.

`script/dump NAME` adds one when a capability lands; tests/house/test_carry_forward.py reads all.
"""
