"""Campaigns: communal (nothing expected back) or exchange (a return expected), their lifecycle and who takes part."""
