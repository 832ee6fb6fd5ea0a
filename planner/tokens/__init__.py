"""Unguessable links and one-time submissions: made here, kept only as digests."""
