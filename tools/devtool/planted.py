"""The faults that `./dev faults` plants: for each, what goes wrong where, and the tests that ought to notice first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What goes wrong where, and the tests that ought to notice first."""

    name: str
    file: str
    was: str
    becomes: str
    tests: tuple[str, ...]


FAULTS = (
    Fault(
        "anyone may plan in any team",
        "planner/accounts/permissions.py",
        "    return user.role_in(thing.team_id) in {Role.PLANNER, Role.APPROVER}\n",
        "    return True\n",
        ("tests/accounts", "tests/architecture", "tests/web/campaigns"),
    ),
    Fault(
        "what people wrote is not escaped",
        "planner/web/context.py",
        "escape(typed(line)) for line",
        "Markup(typed(line)) for line",
        ("tests/hardening/test_scripts.py", "tests/web"),
    ),
    Fault(
        "an acknowledged write need not have reached the disk",
        "planner/db.py",
        "PRAGMA synchronous = FULL",
        "PRAGMA synchronous = NORMAL",
        ("tests/hardening/test_database_away.py", "tests/cli/test_doctor.py"),
    ),
    Fault(
        "the second of two editors wins without a word",
        "planner/errors.py",
        "if seen is not None and seen != current:",
        "if seen is not None and seen > current:",
        ("tests/campaigns", "tests/web/campaigns"),
    ),
    Fault(
        "any seal is good",
        "planner/tokens/secrets.py",
        'return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))',
        "return len(one) == len(other)",
        ("tests/tokens", "tests/feeds", "tests/poll"),
    ),
    Fault(
        "a brief loads whatever a page names",
        "planner/briefs/pdf.py",
        "            if scheme != SCHEME or name not in assets:\n"
        '                raise ValueError("A brief loads packaged fonts and nothing else.")\n',
        "            if scheme != SCHEME or name not in assets:\n                return super().fetch(url, headers)\n",
        ("tests/briefs",),
    ),
    Fault(
        "signing out leaves the session open",
        "planner/accounts/sessions.py",
        "        .where(UserSession.token_digest == secrets.digest(token), UserSession.ended_at.is_(None))\n"
        "        .values(ended_at=clock.now())",
        "        .where(UserSession.token_digest == secrets.digest(token), UserSession.ended_at.is_(None))\n"
        "        .values(ended_at=None)",
        ("tests/web/accounts",),
    ),
    Fault(
        "a transaction that will write begins as one that reads",
        "planner/db.py",
        'connection.exec_driver_sql("BEGIN IMMEDIATE")\n    else:',
        'connection.exec_driver_sql("BEGIN")\n    else:',
        ("tests/hardening",),
    ),
    Fault(
        "outsiders are shown what is under embargo",
        "planner/events/visibility.py",
        "        or_(Event.embargo_until.is_(None), Event.embargo_until <= at),\n",
        "",
        ("tests/feeds", "tests/events"),
    ),
    Fault(
        "a change that feeds print does not raise SEQUENCE",
        "planner/events/printing.py",
        "record.sequence = (record.sequence or 0) + 1",
        "record.sequence = record.sequence or 0",
        ("tests/events",),
    ),
    Fault(
        "a plan sent by its own approver is approved by them",
        "planner/plans/actions.py",
        "    is_own = pending.submitted_by_id == actor.id\n",
        "    is_own = False\n",
        ("tests/plans",),
    ),
    Fault(
        "a spreadsheet calculates what a stranger wrote",
        "planner/lists/columns.py",
        '    return f"\'{cell}" if _CALCULATES.match(cell) else cell\n',
        "    return cell\n",
        ("tests/imports",),
    ),
    Fault(
        "the archive of everything holds what lets somebody in",
        "planner/exports/archive.py",
        "        if (table.name, column.name) not in SECRET and column.name not in DERIVED\n",
        "        if column.name not in DERIVED\n",
        ("tests/exports",),
    ),
    Fault(
        "a list that goes out holds what its reader may not see",
        "planner/campaigns/listing.py",
        "found: list[ColumnElement[bool]] = [visible_to(actor)]",
        "found: list[ColumnElement[bool]] = []",
        ("tests/exports", "tests/web/exports"),
    ),
    Fault(
        "a list is taken in whatever was changed since somebody looked it through",
        "planner/imports/actions.py",
        "    if found.digest != one.digest:\n",
        "    if found.digest is None:\n",
        ("tests/imports", "tests/web/imports"),
    ),
    Fault(
        "a list that comes in lifts “do not contact”",
        "planner/imports/planning.py",
        "            found.notes.append(Wrong(STAYS_BARRED))\n",
        '            found.changes |= {"do_not_contact": [True, False]}\n',
        ("tests/imports",),
    ),
    Fault(
        "a list turns a refused consent into one that was given",
        "planner/imports/planning.py",
        "before in {ConsentState.REFUSED, ConsentState.WITHDRAWN}:",
        "before in {ConsentState.WITHDRAWN}:",
        ("tests/imports",),
    ),
    Fault(
        "merging forgets that one of the two is not to be contacted",
        "planner/custody/merging.py",
        "        keeps.do_not_contact, keeps.do_not_contact_reason = True, drops.do_not_contact_reason\n",
        "        keeps.do_not_contact_reason = drops.do_not_contact_reason\n",
        ("tests/custody",),
    ),
    Fault(
        "whoever may merge removes a row of another team's plan",
        "planner/custody/merging.py",
        '    if not all(permissions.may(actor, "campaign:edit", campaign) for campaign in touched):\n',
        "    if not list(touched) and not keeps.id:\n",
        ("tests/custody",),
    ),
    Fault(
        "undoing takes back what somebody wrote since",
        "planner/custody/standing.py",
        "column in held and held[column] != value:",
        "column not in held:",
        ("tests/custody",),
    ),
    Fault(
        "an event that calendars hold is deleted without a word",
        "planner/custody/deletion.py",
        "    if standing.is_carried(session, [event.id], [event.uid]):\n",
        "    if not standing.is_carried(session, [event.id], [event.uid]) and event.id < 0:\n",
        ("tests/custody",),
    ),
    Fault(
        "whoever leaves leaves something without a hand",
        "planner/custody/handing_over.py",
        "        if lot.key not in takers:\n",
        "        if lot.key not in takers and lot.charge == Charge.CAMPAIGNS:\n",
        ("tests/custody",),
    ),
    Fault(
        "the last approver of a team may go",
        "planner/custody/handing_over.py",
        "        if membership.role == Role.APPROVER:\n            teams.expect",
        "        if membership.role == Role.VIEWER:\n            teams.expect",
        ("tests/custody", "tests/web/people"),
    ),
    Fault(
        "a year of holidays is shown as confirmed before anybody confirmed it",
        "planner/holidays/window.py",
        "flag=HolidayYear.confirmed_at.is_not(None),",
        "flag=HolidayYear.taken_over_at.is_not(None),",
        ("tests/holidays", "tests/web/holidays"),
    ),
    Fault(
        "a year of holidays is confirmed before its days were taken over",
        "planner/holidays/actions.py",
        "    if of_year.taken_over_at is None and package.said(country, year):\n",
        "    if of_year.taken_over_at is not None and not package.said(country, year):\n",
        ("tests/holidays", "tests/web/holidays"),
    ),
    Fault(
        "a link that works once works twice",
        "planner/accounts/links.py",
        "        .where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))\n",
        "        .where(OneTimeLink.id == link.id)\n",
        ("tests/accounts", "tests/web/accounts"),
    ),
    Fault(
        "two workers both end one piece of work",
        "planner/jobs/actions.py",
        "update(Job).where(Job.id == job_id, Job.claim == claim)",
        "update(Job).where(Job.id == job_id)",
        ("tests/jobs",),
    ),
    Fault(
        "a backup of a newer release is restored over an older one",
        "planner/backups/restoring.py",
        "    if not place.migrations.knows(manifest.revision):\n",
        "    if place.migrations.knows(manifest.revision) is None:\n",
        ("tests/backups",),
    ),
    Fault(
        "a backup writes where it likes",
        "planner/backups/kept_files.py",
        "    top = target.relative_to(folder).parts if is_inside else ()\n",
        "    top = target.parts\n",
        ("tests/backups",),
    ),
    Fault(
        "whoever asked last writes first",
        "planner/db.py",
        "self._waiting.popleft().set()",
        "self._waiting.pop().set()",
        ("tests/hardening/test_queue.py",),
    ),
)
