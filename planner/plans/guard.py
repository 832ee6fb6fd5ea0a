"""The mixed-message guard of a campaign: what it found where, and who stands by which words, and why.

It forbids nothing: no text is kept from being saved, no plan from being sent. What it finds is worked out anew whenever
somebody looks, so it is never out of date and nothing has to be told to it. An answer holds as long as the same words
stand in the same field; other words raise the rule again.

Decided: whoever may change the campaign may answer, for words are theirs to stand by; the approver reads every answer
beside the plan. Findings of an event are for those who see the event. A campaign copied from another starts without
answers: the reasons were those of the other one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import text
from planner.accounts import permissions
from planner.accounts.models import Kind, User
from planner.activity import log
from planner.campaigns import lifecycle
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.errors import Refusal
from planner.events import access
from planner.events import queries as events
from planner.i18n import mark
from planner.plans import guard_rules, guard_sources
from planner.plans.guard_rules import Found
from planner.plans.guard_sources import Said
from planner.plans.guard_words import RULES, Explained, Rule
from planner.plans.models import LONGEST_WORDS, GuardAnswer

LONGEST_REASON = 2_000

NO_REASON = mark("Say why these words stay, for whoever reads the plan.")
TOO_LONG = mark("Shorten this to %(max)s characters; it has %(n)s.")
CHANGED = mark("These words are no longer there as you saw them. Look at what is there now.")

Place = tuple[Rule, str, int, str, str]
"""What tells a finding from every other of its campaign: rule, record, field and words."""


@dataclass(frozen=True)
class Finding:
    """Words of a campaign that raise a rule, where they stand, and whether somebody stands by them.

    `found` is the first place in the text where the words stand; the same words again are the same finding.
    """

    said: Said
    found: Found
    answer: GuardAnswer | None

    @property
    def rule(self) -> Rule:
        """Which rule it raises."""
        return self.found.rule

    @property
    def explained(self) -> Explained:
        """The rule in words."""
        return RULES[self.rule]

    @property
    def place(self) -> Place:
        """Rule, record, field and words, as an answer keeps them."""
        return _place(self.said, self.found)

    @property
    def key(self) -> str:
        """The finding's name in a form."""
        return sha256("\n".join(str(part) for part in self.place).encode()).hexdigest()[:16]

    @property
    def sentence(self) -> tuple[str, str, str]:
        """The sentence around the words: before them, the words, after them."""
        return guard_rules.sentence(self.said.text, self.found)


@dataclass(frozen=True)
class Looked:
    """What the guard read of a campaign, and what it found, in reading order."""

    findings: Sequence[Finding]
    texts: int

    @property
    def open(self) -> list[Finding]:
        """Those that nobody stands by yet."""
        return [one for one in self.findings if one.answer is None]

    @property
    def answered(self) -> list[Finding]:
        """Those that somebody stands by."""
        return [one for one in self.findings if one.answer is not None]


@dataclass(frozen=True)
class Counts:
    """How many findings of a campaign are open, and how many are answered."""

    open: int = 0
    answered: int = 0


def look(session: Session, campaign: Campaign, *, actor: User) -> Looked:
    """Read all that a campaign says which the actor has been shown, as far as they see it; with who answered."""
    looked = _look(session, [campaign.id], actor)[campaign.id]
    given = [one.answer for one in looked.answered if one.answer is not None]
    campaigns.with_people(session, given, "created_by")
    return looked


def counts(session: Session, campaign_ids: Collection[int], *, actor: User) -> dict[int, Counts]:
    """Of campaigns that the actor has been shown: how many findings are open and answered. One look at all of them."""
    return {
        key: Counts(len(looked.open), len(looked.answered))
        for key, looked in _look(session, campaign_ids, actor).items()
    }


def answer(session: Session, campaign_id: int, key: str, reason: str | None, *, actor: User) -> GuardAnswer:
    """Stand by words that the guard asked about, and say why; twice is once."""
    campaign = _open(session, campaign_id, actor)
    cleaned = text.clean(reason or "", multiline=True)
    if not cleaned:
        raise Refusal(NO_REASON, field="comment")
    if len(cleaned) > LONGEST_REASON:
        raise Refusal(TOO_LONG, field="comment", max=LONGEST_REASON, n=len(cleaned))
    finding = _finding(session, campaign, key, actor)
    if finding.answer is not None:
        return finding.answer
    rule, subject_type, subject_id, field, words = finding.place
    made = GuardAnswer(
        campaign_id=campaign.id,
        rule=rule,
        subject_type=subject_type,
        subject_id=subject_id,
        field=field,
        words=words,
        reason=cleaned,
        created_by_id=actor.id,
    )
    session.add(made)
    _record(session, "guard.answered", campaign, finding.said, made, actor=actor)
    return made


def take_back(session: Session, campaign_id: int, key: str, *, actor: User) -> None:
    """Stand by words no longer: the finding is open again; twice is once."""
    campaign = _open(session, campaign_id, actor)
    finding = _finding(session, campaign, key, actor)
    if finding.answer is not None:
        session.delete(finding.answer)
        _record(session, "guard.taken_back", campaign, finding.said, finding.answer, actor=actor)


def _look(session: Session, campaign_ids: Collection[int], actor: User) -> dict[int, Looked]:
    ids = set(campaign_ids)
    answers = _answers(session, ids)
    findings: dict[int, dict[Place, Finding]] = {key: {} for key in ids}
    texts = dict.fromkeys(ids, 0)
    for said in guard_sources.of_campaigns(session, ids, actor):
        texts[said.campaign_id] += 1
        held = findings[said.campaign_id]
        for found in _raised(said):
            place = _place(said, found)
            given = answers.get((said.campaign_id, place))
            held.setdefault(place, Finding(said, found, given))
    return {key: Looked(list(findings[key].values()), texts[key]) for key in ids}


def _raised(said: Said) -> Sequence[Found]:
    if said.field != "motivation":
        return _found(said.text, said.kind, said.is_backed)
    if guard_rules.of_motivation(said.text, said.kind):
        return [Found(0, len(said.text), Rule.COMMERCIAL_INITIATIVE, said.text)]
    return ()


# The portfolio asks for the same texts again and again. Nearly all of them raise nothing, and that is remembered: by
# digests, for the texts themselves would take many times the room.
_SILENT: set[bytes] = set()
_MOST_SILENT = 100_000


def _found(said: str, kind: Kind, is_backed: bool) -> Sequence[Found]:
    digest = blake2b(f"{kind}{is_backed}{said}".encode(), digest_size=16).digest()
    if digest in _SILENT:
        return ()
    found = guard_rules.find(said, kind, is_backed=is_backed)
    if not found:
        if len(_SILENT) >= _MOST_SILENT:
            _SILENT.clear()
        _SILENT.add(digest)
    return found


def _answers(session: Session, campaign_ids: Collection[int]) -> Mapping[tuple[int, Place], GuardAnswer]:
    found = session.scalars(
        select(GuardAnswer).where(GuardAnswer.campaign_id.in_(campaign_ids)).order_by(GuardAnswer.id)
    )
    return {
        (one.campaign_id, (one.rule, one.subject_type, one.subject_id, one.field, one.words)): one
        for one in found
    }


def _place(said: Said, found: Found) -> Place:
    return found.rule, said.subject_type, said.subject_id, said.field, found.words[:LONGEST_WORDS]


def _open(session: Session, campaign_id: int, actor: User) -> Campaign:
    campaign = campaigns.shown(session, campaign_id, actor=actor)
    permissions.demand(actor, "campaign:edit", campaign)
    lifecycle.expect_open(campaign.status)
    return campaign


def _finding(session: Session, campaign: Campaign, key: str, actor: User) -> Finding:
    found = next((one for one in look(session, campaign, actor=actor).findings if one.key == key), None)
    if found is None:
        raise Refusal(CHANGED)
    return found


def _record(
    session: Session, verb: str, campaign: Campaign, said: Said, given: GuardAnswer, *, actor: User
) -> None:
    """Enter it into the campaign's history; of an event that not all its readers see, into the event's alone."""
    told: Iterable[Campaign] = ()
    subject: object = campaign
    if said.subject_type in {"event", "event_override"}:
        subject = event = events.shown(session, said.home_id or said.subject_id, actor=actor)
        told = access.in_history_of(event)
    log.record(
        session,
        verb=verb,
        subject=subject,
        actor=actor,
        changes={},
        note=given.reason,
        about=told,
        rule=given.rule.value,
        words=given.words,
    )
