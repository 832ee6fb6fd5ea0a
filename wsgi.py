"""The planner as a WSGI application: `app` for Flask's command line, `application` for a server."""

from __future__ import annotations

import config
from planner.app import create_app, with_poll_edge

app = create_app(config.settings())
application = with_poll_edge(app)
