"""What analysts do with the published tables: query, export, report."""
