"""One-time submissions: a form sent twice makes one record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.db import Base, Instant


class Submission(Base):
    """A creating form that was sent; a second sending is led to what the first one made."""

    __tablename__ = "submission"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    sent_at: Mapped[datetime] = mapped_column(Instant, index=True)
    location: Mapped[str] = mapped_column(String(500))
