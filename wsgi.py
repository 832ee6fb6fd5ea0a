"""The planner as a WSGI application: `app` for Flask's command line, `application` for a server."""

from __future__ import annotations

import gc

# what is made while starting stays for as long as the process, all but half a percent of it: the collector would go
# through it again and again, for a quarter of the time a start takes, and later in the middle of somebody's request
gc.disable()

import config  # noqa: E402
from planner.app import create_app, with_poll_edge  # noqa: E402

app = create_app(config.settings())
application = with_poll_edge(app)
gc.freeze()
gc.enable()
