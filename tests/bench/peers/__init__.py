"""Five tasks side by side: the dashboard, and what others would have built with, in one run on the same figures."""
