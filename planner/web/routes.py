"""Every blueprint of the web edge, in one list."""

from __future__ import annotations

from flask import Blueprint

from planner.web.accounts.absences import bp as profile
from planner.web.accounts.views import bp as accounts
from planner.web.briefs.programmes import bp as briefs
from planner.web.calendar.adding import bp as calendar
from planner.web.calendar.saved import bp as saved_views
from planner.web.campaigns.views import bp as campaigns
from planner.web.clashes.views import bp as clashes
from planner.web.contributions.views import bp as contributions
from planner.web.custody.views import bp as custody
from planner.web.events.views import bp as events
from planner.web.exports.archive import bp as exports
from planner.web.feeds.files import bp as feeds
from planner.web.health.views import bp as health
from planner.web.holidays.marked import bp as marked_days
from planner.web.holidays.views import bp as holidays
from planner.web.home.views import bp as home
from planner.web.imports.views import bp as imports
from planner.web.jobs.views import bp as jobs
from planner.web.links.views import bp as links
from planner.web.monitoring.views import bp as monitoring
from planner.web.objectives.measurements import bp as measurements
from planner.web.objectives.metrics import bp as metrics
from planner.web.objectives.views import bp as objectives
from planner.web.patterns.views import bp as patterns
from planner.web.people.leaving import bp as people
from planner.web.plans.guard import bp as guard
from planner.web.plans.views import bp as plans
from planner.web.portfolio.mixed import bp as portfolio
from planner.web.promotions.views import bp as promotions
from planner.web.search.views import bp as search
from planner.web.sources.layers import bp as layers
from planner.web.sources.views import bp as sources
from planner.web.stakeholders.affiliations import bp as affiliations
from planner.web.stakeholders.consents import bp as consents
from planner.web.stakeholders.maps import bp as stakeholders
from planner.web.teams.views import bp as teams

BLUEPRINTS: tuple[Blueprint, ...] = (
    health,
    monitoring,
    accounts,
    profile,
    people,
    teams,
    home,
    calendar,
    saved_views,
    clashes,
    holidays,
    marked_days,
    campaigns,
    plans,
    guard,
    patterns,
    portfolio,
    objectives,
    measurements,
    metrics,
    promotions,
    events,
    stakeholders,
    contributions,
    custody,
    search,
    affiliations,
    consents,
    feeds,
    exports,
    imports,
    sources,
    layers,
    jobs,
    briefs,
    links,
)
