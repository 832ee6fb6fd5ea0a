"""Everything by which a return would be known, should one ever stand on a communal campaign."""

from __future__ import annotations

from planner.campaigns.kinds import RETURN_FIELDS
from planner.campaigns.words import ATTRIBUTION_NAMES, RETURN_TYPE_NAMES
from planner.i18n import Language, translate
from planner.objectives.metrics import METRICS
from planner.plans import readiness
from planner.web.field_names import FIELD_NAMES
from tests.pages import parsed

METRIC_KEYS = {key for key, metric in METRICS.items() if metric.is_return}
# Words of a return that are parts of other words, or mean other things, too: what people come to, what media say.
COMMON = {
    "sales",
    "leads",
    "sign_ups",
    "attendance",
    "coverage",
    "partnership_value",
    "before_after",
    "judgement",
}
NAMES = [
    *(FIELD_NAMES[key] for key in sorted(RETURN_FIELDS) if key in FIELD_NAMES),
    *(METRICS[key].name for key in sorted(METRIC_KEYS)),
    *(name for key, name in RETURN_TYPE_NAMES.items() if key not in COMMON),
    *(name for key, name in ATTRIBUTION_NAMES.items() if key not in COMMON),
    readiness.RETURN,
    "What is expected back",
    "How it is traced to the campaign",
]
LABELS = sorted({translate(language, name) for name in NAMES for language in Language})


def controls(html: str) -> list[str]:
    """Controls and choices of a page that would take a return."""
    page = parsed(html)
    names = {element.get("name", "") for element in page.iter()}
    values = {element.get("value", "") for element in page.iter() if element.tag == "option"}
    return sorted((names & RETURN_FIELDS) | (values & METRIC_KEYS))


def words(text: str) -> list[str]:
    """Names of returns in a text, in either language."""
    folded = text.casefold()
    return [label for label in LABELS if label.casefold() in folded]
