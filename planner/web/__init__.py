"""The web edge: lets people in, asks the features, shows the answers."""

from __future__ import annotations

from flask import Flask

from planner.web import addresses, bodies, context, demo, errors, gate, headers
from planner.web.monitoring import views as monitoring
from planner.web.routes import BLUEPRINTS


def init_app(app: Flask) -> None:
    """Set the web edge up on an application."""
    app.url_map.converters["int"] = addresses.RecordId
    app.url_rule_class = addresses.Address
    # first, so that what it counts and writes comes last, after everything else had its say about the answer
    monitoring.init_app(app)
    errors.init_app(app)
    gate.init_app(app)
    bodies.init_app(app)
    headers.init_app(app)
    context.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if app.config.get("IS_DEMO"):
        app.register_blueprint(demo.bp)
    if app.config.get("GALLERY"):
        from planner.web.gallery.views import bp as gallery  # noqa: PLC0415 - development only

        app.register_blueprint(gallery)
