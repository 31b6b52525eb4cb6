"""The web door: pages on the server, one table, one form, one chart renderer, one stylesheet."""
