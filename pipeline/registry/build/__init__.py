"""Care of the registry files: what a line must be, and the order in which lines stand."""
