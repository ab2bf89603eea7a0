"""The WOCAT approach questionnaire, sections 1 to 7: its fields, and the draft of one framework.

`questions` declares every field; `fill` reads what the record answers; `suggest` computes levels
by the thresholds of domain § 7.2; `draft` lays declared, recorded and computed side by side.
"""
