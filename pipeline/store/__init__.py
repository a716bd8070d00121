"""The embedded store in the output folder and the tables published from it."""
