"""The pages of the adviser, and the indicators of one commune."""
