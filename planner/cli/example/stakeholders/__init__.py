"""The sixty stakeholders of the example: people, organisations, publics."""

from __future__ import annotations

from planner.cli.example.stakeholders.bodies import BODIES
from planner.cli.example.stakeholders.city import CITY
from planner.cli.example.stakeholders.neighbours import NEIGHBOURS
from planner.cli.example.stakeholders.publics import PUBLICS

# bodies and publics first: people belong to them
STAKEHOLDERS = (*BODIES, *PUBLICS, *NEIGHBOURS, *CITY)
