"""How often somebody outside has knocked: tries are counted in the database, so every process counts the same ones."""
