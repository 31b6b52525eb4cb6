"""Renderers from frozen descriptions to HTML: table, form, chart, figures, page shell. No queries, no rights."""
