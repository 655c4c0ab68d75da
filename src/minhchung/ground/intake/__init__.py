"""Reading what people send: spreadsheets as they are, and saying exactly what is wrong with them."""
