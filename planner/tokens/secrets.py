"""Secrets for links: made at random and kept as digests, or derived from the instance's key and not kept at all."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets as random_secrets


def new(prefix: str) -> str:
    """A secret of 192 bits with a recognisable prefix, safe in a URL."""
    return f"{prefix}_{random_secrets.token_urlsafe(24)}"


def digest(secret: str) -> str:
    """What is stored of a random secret. A plain digest will do: 192 random bits cannot be guessed back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def derived_key(instance_key: str, purpose: str) -> bytes:
    """A key for one purpose, from the instance's key (HMAC-SHA-256 as a key derivation, RFC 5869 §2.3)."""
    return hmac.new(instance_key.encode(), f"samphan {purpose}".encode(), hashlib.sha256).digest()


def seal(key: bytes, text: str) -> str:
    """144 bits of HMAC-SHA-256 over the text, in base64url: 24 characters."""
    return base64.urlsafe_b64encode(hmac.new(key, text.encode(), hashlib.sha256).digest()[:18]).decode()


def is_same(one: str, other: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
