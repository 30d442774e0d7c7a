"""Secrets of a server: random words that nobody guesses, and comparing them without telling how much was right."""

from __future__ import annotations

import hmac
import secrets

BYTES = 24


def new_token() -> str:
    """A random word for a URL or a cookie (RFC 4648 base64url)."""
    return secrets.token_urlsafe(BYTES)


def same(given: str, token: str) -> bool:
    """Whether a word is the token, in a time that does not depend on where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())
