"""The link that signs in as one of the living example's people. Where there is no example, nothing answers it."""

from __future__ import annotations

from planner.accounts.models import User
from planner.tokens import secrets


def token(instance_key: str, user: User) -> str:
    """The secret of the person's link: derived from the instance's key, stored nowhere."""
    key = secrets.derived_key(instance_key, "demo sign-in")
    return f"demo_{secrets.seal(key, user.email)}"


def path(instance_key: str, user: User) -> str:
    """The link's path at this planner."""
    return f"/demo/{token(instance_key, user)}"
