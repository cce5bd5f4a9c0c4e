"""Frame in, plotly figure or HTML table out; every word through ``words``, every colour from ``style``."""
