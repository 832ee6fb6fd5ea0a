"""Two campaigns of a believable company, told in full in both languages: one communal, one exchange."""

from tests.briefs.bottle import exchange
from tests.briefs.school import communal, outward

__all__ = ["communal", "exchange", "outward"]
