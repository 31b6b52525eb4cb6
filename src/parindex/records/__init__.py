"""Registers, and the one importer that turns files into canonical rows (pure: no Django, no clock, no network)."""
