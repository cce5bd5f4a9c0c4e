"""The bench of the intake: whole deliveries of a country, beside bare readers of the same files."""
