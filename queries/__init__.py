"""Questions, by subject: one .sql file and one typed function each."""
