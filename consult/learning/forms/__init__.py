"""What is typed of sheets, trainings, exchanges and adoptions."""
