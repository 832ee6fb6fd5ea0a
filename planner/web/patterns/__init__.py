"""Copying campaigns, beginning them from templates, and keeping templates."""
