"""What the dashboard costs, beside what the same work costs written by hand: ``python -m tests.bench``."""
