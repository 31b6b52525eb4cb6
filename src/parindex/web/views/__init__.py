"""One module a page. A view parses, calls one query or action, and presents."""
