"""Indicators I01–I33 as readable queries: the formula stands in the docstring, « n.d. » is None.

Each module asks the same number of queries whatever the number of cycles, meetings or rows. They
read the live record.
"""
