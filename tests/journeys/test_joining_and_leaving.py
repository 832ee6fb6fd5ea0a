"""Somebody is invited, works, and leaves; their work is in other hands and they are out at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts import passwords
from planner.accounts.models import User
from planner.campaigns.models import Campaign
from tests import factories
from tests.browser import Windows
from tests.factories import Office
from tests.journeys.conftest import PASSWORD
from tests.journeys.hands import Hands
from tests.journeys.steps import sign_in, sign_out

pytestmark = pytest.mark.browser

EMAIL = "manee@example.org"
THEIR_PASSWORD = "ปลูกต้นกล้าริมคลองทุกวันเสาร์"


def invite(boss: Hands, office: Office, *, is_looked_at: bool) -> str:
    """The administrator invites somebody from their menu; the address of the link as the page shows it."""
    boss.follow('.user-menu a[href="/people"]')
    boss.follow('a[href="/people/new"]')
    boss.write("email", EMAIL)
    boss.write("given_th", "มานี")
    boss.write("family_th", "มีนา")
    boss.choose("team", str(office.corporate.id))
    boss.choose("role", "planner")
    if is_looked_at:
        boss.look()
    boss.send()
    address = boss.page.locator("#fresh-link").input_value()
    assert address in boss.page.locator("#fresh-words").input_value()
    if is_looked_at:
        boss.look()
    return address


def come_in(newcomer: Hands, address: str) -> None:
    """The newcomer opens the link and sets a password; a short one is refused first; then they sign in by it."""
    newcomer.go(address)
    newcomer.write("password", "สั้นไป")
    newcomer.page.locator("main form.form button.primary").click()
    newcomer.page.wait_for_selector(".error-summary")
    newcomer.write("password", THEIR_PASSWORD)
    newcomer.send()
    assert newcomer.path() == "/"
    sign_out(newcomer)
    sign_in(newcomer, EMAIL, THEIR_PASSWORD)


@pytest.mark.parametrize(("width", "scripts"), [(1440, True), (390, True), (390, False)])
def test_somebody_comes_works_and_leaves(
    mouse: Callable[..., Hands],
    windows: Windows,
    office: Office,
    session: Session,
    width: int,
    scripts: bool,
) -> None:
    windows.forgiven.append("422")  # what the browser says of a form that comes back
    office.administrator.password_hash = passwords.hashed(PASSWORD)
    office.administrator.language = office.mate.language = "th"  # type: ignore[assignment] # as it is kept
    session.commit()
    boss = mouse(width=width, language="th", scripts=scripts)
    sign_in(boss, office.administrator.email, PASSWORD)
    address = invite(boss, office, is_looked_at=scripts)
    newcomer = mouse(width=width, language="th", scripts=scripts)
    come_in(newcomer, address)

    who = session.scalars(select(User).where(User.email == EMAIL)).one()
    campaign = factories.campaign(session, office.corporate, who)
    session.commit()
    newcomer.go(f"/campaigns/{campaign.id}")

    boss.go(f"/people/{who.id}")
    boss.follow(f'a[href="/people/{who.id}/deactivate"]')
    if scripts:
        boss.look()
    boss.choose(f"campaigns_{office.corporate.id}", str(office.mate.id))
    boss.send()
    if scripts:
        boss.look()

    newcomer.page.reload()
    assert newcomer.path().startswith("/sign-in")
    newcomer.write("email", EMAIL)
    newcomer.write("password", THEIR_PASSWORD)
    newcomer.page.locator("main form.form button.primary").click()
    newcomer.page.wait_for_selector(".error-summary")
    session.expire_all()
    assert session.get_one(Campaign, campaign.id).owner_id == office.mate.id
