"""Contributions of communal campaigns: what was given, to whom and for which need, and what it was worth.

The words are those of B4SI (formerly LBG), the framework companies report their community investment by.
"""
