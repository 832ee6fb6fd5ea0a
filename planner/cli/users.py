"""`flask --app wsgi users …`: letting people in without a browser."""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup

from planner import text
from planner.accounts import actions, administration, links, queries
from planner.accounts.models import Discipline, LinkPurpose, Role, Team, User
from planner.cli.answers import address, committing
from planner.custody import handing_over
from planner.errors import Refusal
from planner.extensions import db

users = AppGroup("users", help="Let people in, list them, take them out.")

ROLES = [*(role.value for role in Role), "administrator"]


@users.command("add")
@click.argument("email")
@click.option("--name", required=True, help="Given and family name, in Thai or in Latin letters.")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--team", help="The team's name, in either language.")
@click.option(
    "--discipline",
    type=click.Choice([item.value for item in Discipline]),
    help="The first team of this discipline; made if there is none.",
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(
    email: str, name: str, role: str, team: str | None, discipline: str | None, password_stdin: bool
) -> None:
    """Let EMAIL in. Without --password-stdin, prints a one-time link to set a password."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    with committing():
        user = actions.add(db.session, _named(email, name, role), actor=None)
        if role != "administrator":
            actions.join(db.session, user, _team(team, discipline), Role(role), actor=None)
        if password is not None:
            actions.set_password(db.session, user, password, actor=user, kept_session=None)
        else:
            token = links.make(db.session, LinkPurpose.INVITATION, user, actor=None)
            click.echo(address(f"/links/{token}"))
    click.echo(f"{user.email} is in.")


@users.command("list")
def list_() -> None:
    """Everyone who signs in, with roles."""
    with committing():
        for user in queries.everyone(db.session):
            roles = [f"{m.role.value} of {m.team.name_en or m.team.name_th}" for m in user.memberships]
            if user.is_administrator:
                roles.insert(0, "administrator")
            state = "" if user.is_active else " (deactivated)"
            click.echo(f"{user.email}{state}\t{user.name_th or user.name_en}\t{', '.join(roles)}")


@users.command("deactivate")
@click.argument("email")
@click.option("--hand-over-to", metavar="EMAIL", help="Who takes over all that they are responsible for.")
def deactivate(email: str, hand_over_to: str | None) -> None:
    """Let EMAIL in no longer, and sign them out everywhere."""
    with committing():
        user = _known(email)
        lots = handing_over.lots(db.session, user) if hand_over_to else []
        taker = _known(hand_over_to) if hand_over_to else None
        takers = {lot.key: taker.id for lot in lots} if taker else {}
        handing_over.deactivate(db.session, user, takers, actor=None)
    click.echo(f"{email} is deactivated.")


@users.command("reactivate")
@click.argument("email")
def reactivate(email: str) -> None:
    """Let EMAIL in again, in the roles they had."""
    with committing():
        administration.reactivate(db.session, _known(email), version=None, actor=None)
    click.echo(f"{email} is active.")


@users.command("reset")
@click.argument("email")
def reset(email: str) -> None:
    """Print a link, good for an hour, with which EMAIL sets a new password."""
    with committing():
        token = links.make(db.session, LinkPurpose.RESET, _known(email), actor=None)
    click.echo(address(f"/links/{token}"))


@users.command("owner-link")
def owner_link() -> None:
    """Print a one-time link with which the first owner sets the planner up; nothing once there is one."""
    if queries.has_owner(db.session):
        return
    with committing():
        token = links.make(db.session, LinkPurpose.OWNER, None, actor=None)
    click.echo(address(f"/links/{token}"))


def _named(email: str, name: str, role: str) -> actions.NewUser:
    # also bytes of a terminal that are no letters are left out
    given, _, family = text.clean(name).partition(" ")
    is_administrator = role == "administrator"
    if any("\u0e00" <= char <= "\u0e7f" for char in name):
        return actions.NewUser(
            email, given_th=given, family_th=family or None, is_administrator=is_administrator
        )
    return actions.NewUser(
        email, given_latin=given, family_latin=family or None, is_administrator=is_administrator
    )


def _team(name: str | None, discipline: str | None) -> Team:
    if name is not None:
        team = queries.team_named(db.session, text.clean(name))
        if team is None:
            raise Refusal("There is no team %(name)s.", name=name)
        return team
    if discipline is None:
        raise Refusal("Say which team: --team NAME, or --discipline.")
    wanted = Discipline(discipline)
    return queries.first_team(db.session, wanted) or actions.found_team(db.session, wanted, actor=None)


def _known(email: str) -> User:
    user = queries.by_email(db.session, text.clean(email))
    if user is None:
        raise Refusal("Nobody here has the address %(email)s.", email=email)
    return user
