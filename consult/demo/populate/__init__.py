"""Practice data of any size, marked « (exercice) », made through the services people use."""
