"""The headers of every answer. Ten fixed lines; a library would be more than they are."""

from __future__ import annotations

from flask import Flask, Response, current_app, request

CONTENT_POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
)
STATIC_AGE = 31_536_000


def init_app(app: Flask) -> None:
    """Put them on every answer of the application."""
    app.after_request(_protect)


def _protect(response: Response) -> Response:
    headers = response.headers
    # a file that somebody brought may do less than a page of ours
    headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    # pages that are secrets, and pages that show some
    is_secret = request.path.startswith(("/links/", "/feeds/", "/tills/"))
    headers["Referrer-Policy"] = "no-referrer" if is_secret else "same-origin"
    if request.path.startswith("/tills/"):
        headers["X-Robots-Tag"] = "noindex, nofollow"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if current_app.config["BASE_URL"].startswith("https://"):
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint == "static" and request.args.get("v") and response.status_code in {200, 206, 304}:
        # addressed by their own digest (`asset`), so they never change under an address
        headers["Cache-Control"] = f"public, max-age={STATIC_AGE}, immutable"
    elif "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    return response
