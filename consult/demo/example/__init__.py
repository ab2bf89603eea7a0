"""Loading a file in the form of the examples: one module per noun, one transaction per file."""
