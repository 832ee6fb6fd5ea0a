"""The planner as a WSGI application: `app` for Flask's command line, `application` for a server."""

from __future__ import annotations

import gc

import config
from planner.app import create_app, with_poll_edge

app = create_app(config.settings())
application = with_poll_edge(app)
# what was made so far stays for as long as the process: the collector need not look at it again and again
gc.collect()
gc.freeze()
