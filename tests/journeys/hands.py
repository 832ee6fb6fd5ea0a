"""How a person works a page: with a mouse, or with nothing but a keyboard.

Both find things the same way, by the names of controls and the addresses of links and forms, so that one story can
be told with either, in either language, with scripts or without.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, Response

from tests.browser import WIDER, complaints

# More stops than any page has.
PATIENCE = 250

# Where a target lies from where the focus is: 1 further on, -1 back, 0 here. A radio is reached with its group.
WHITHER = """target => { const now = document.activeElement;
  if (now === target) return 0;
  if (target.type === 'radio' && now?.type === 'radio' && target.name === now.name && target.form === now.form)
    return 0;
  if (!now || now === document.body) return 1;
  return now.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING ? 1 : -1; }"""

# What is wrong with the place where the focus is: it cannot be seen, or something lies over it.
HIDDEN = """() => { const now = document.activeElement;
  if (!now || now === document.body || now.tagName === 'HTML') return null;
  const style = getComputedStyle(now), box = now.getClientRects()[0];
  const ringed = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
  const over = box && document.elementFromPoint(box.left + Math.min(box.width / 2, 16), box.top + box.height / 2);
  const free = over && (now.contains(over) || over.contains(now));
  return ringed && free ? null : `${ringed ? 'covered' : 'no focus ring'}: ${now.outerHTML.slice(0, 160)}`; }"""


class Hands:
    """A person with a mouse."""

    def __init__(self, page: Page, *, has_scripts: bool = True) -> None:
        self.page = page
        self.has_scripts = has_scripts
        self.seen: list[tuple[str, str]] = []  # every page they were on, as it came: address, HTML

    def go(self, path: str) -> None:
        """Open an address that the person has, as from a bookmark."""
        self.page.goto(path)
        self._see()

    def write(self, name: str, text: str, *, within: str = "main") -> None:
        """Put a text in a control, in place of what is there."""
        self._found(f'{within} [name="{name}"]').fill(text)

    def choose(self, name: str, value: str, *, within: str = "main") -> None:
        """Choose from a list, or one of several buttons."""
        control = self._control(name, value, within)
        if self._is_list(control):
            control.select_option(value)
        else:
            control.check()

    def tick(self, name: str, value: str | None = None, *, within: str = "main") -> None:
        """Tick a box that is not ticked."""
        control = self._found(f'{within} input[type=checkbox][name="{name}"]' + _valued(value))
        assert not control.is_checked()
        self._act(control, "Space")
        assert control.is_checked()

    def press(self, target: str) -> None:
        """Press a button that sends a form, and wait for the next page."""
        button = self._found(target)
        with self.page.expect_navigation() as next_page:
            self._act(button, "Enter")
        answer = next_page.value
        assert answer.ok, f"{answer.status} at {answer.url}\n{self.text()[:3000]}"
        self._see()

    def push(self, target: str, *, then: str) -> None:
        """Press a button whose page may renew itself in its place, and wait for words."""
        self._act(self._found(target), "Enter")
        self.page.locator("main", has_text=then).wait_for()
        self._see()

    def follow(self, target: str) -> None:
        """Follow a link to the page it leads to."""
        self.press(target)

    def fetch(self, target: str) -> bytes:
        """Follow a link to a document; returns it. The browser keeps for itself what it shows in its own reader."""
        link = self._found(target)

        def is_it(answer: Response) -> bool:
            is_on_the_way = 300 <= answer.status < 400
            return answer.request.is_navigation_request() and not is_on_the_way

        with self.page.expect_response(is_it) as given:
            self._act(link, "Enter")
        answer = given.value
        assert answer.ok, f"{answer.status} at {answer.url}"
        return self.page.context.request.get(answer.url).body()

    def take(self, target: str) -> bytes:
        """Press a button that hands a file over; returns the file."""
        button = self._found(target)
        with self.page.expect_download() as given:
            self._act(button, "Enter")
        return Path(given.value.path()).read_bytes()

    def look(self) -> None:
        """Look at the page closely: nothing that axe complains of, which it can say only where scripts run."""
        self.glance()
        if self.has_scripts:
            found = complaints(self.page)
            assert found == [], f"{self.path()}: {found}"

    def glance(self) -> None:
        """Look whether the page fits, on a phone and on a desk, and speaks Thai."""
        own = self.page.viewport_size
        assert own is not None
        # its own width last, so that the person goes on as before
        for width in (390 if own["width"] == 1440 else 1440, own["width"]):
            self.page.set_viewport_size({"width": width, "height": own["height"]})
            assert self.page.evaluate(WIDER) == [], f"{self.path()} at {width}"
        assert self.page.locator("html").get_attribute("lang") == "th"

    def send(self, *, within: str = "main") -> None:
        """Send the form of the page by its first button."""
        self.press(f"{within} form.form button.primary, {within} form.form button.loss")

    def text(self) -> str:
        """The words of the page's own part."""
        return self.page.locator("main").inner_text()

    def path(self) -> str:
        """Where the person is, without the host."""
        return str(self.page.evaluate("location.pathname + location.search"))

    def _see(self) -> None:
        self.seen.append((self.path(), self.page.content()))

    def _control(self, name: str, value: str, within: str) -> Locator:
        selector = f'{within} select[name="{name}"], {within} input[name="{name}"]{_valued(value)}'
        return self._found(selector)

    @staticmethod
    def _is_list(control: Locator) -> bool:
        return bool(control.evaluate("e => e.tagName === 'SELECT'"))

    def _found(self, selector: str) -> Locator:
        """The first thing of the kind that can be seen; what folds around it is opened."""
        every = self.page.locator(selector)
        assert every.count() > 0, f"there is no {selector} on {self.page.url}\n{self.text()[:3000]}"
        for one in every.all():
            if one.is_visible():
                return one
        self._open_around(every.first)
        return every.first

    def _open_around(self, target: Locator) -> None:
        if target.is_visible():
            return
        folds = target.locator("xpath=ancestor::details[not(@open)]")
        assert folds.count() > 0, f"{target} can never be seen on {self.page.url}"
        # the outermost first: what lies in it cannot be opened before
        for _ in range(folds.count()):
            self._act(folds.first.locator("xpath=./summary"), "Enter")

    def _act(self, target: Locator, key: str) -> None:
        """Do what a thing is there for."""
        target.click()


class Keys(Hands):
    """A person with a keyboard and no mouse. Every stop on their way must show that the focus is there."""

    def write(self, name: str, text: str, *, within: str = "main") -> None:
        self._reach(self._found(f'{within} [name="{name}"]'))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str, *, within: str = "main") -> None:
        control = self._control(name, value, within)
        self._reach(control)
        if self._is_list(control):
            self._walk_list(control, value)
        elif not control.is_checked():
            self._walk_buttons(control)

    def _walk_list(self, control: Locator, value: str) -> None:
        way = int(
            control.evaluate(
                "(e, value) => [...e.options].findIndex(o => o.value === value) - e.selectedIndex", value
            )
        )
        for _ in range(abs(way)):
            self.page.keyboard.press("ArrowDown" if way > 0 else "ArrowUp")
        assert control.input_value() == value

    def _walk_buttons(self, control: Locator) -> None:
        group = control.evaluate('e => e.form.querySelectorAll(`[type=radio][name="${e.name}"]`).length')
        if control.evaluate("e => e === document.activeElement"):
            self.page.keyboard.press("Space")
        for _ in range(int(group)):
            if control.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never come to {control}")

    def _act(self, target: Locator, key: str) -> None:
        self._reach(target)
        self.page.keyboard.press(key)

    def _reach(self, target: Locator) -> None:
        """Go there by Tab, or back by Shift and Tab."""
        for _ in range(PATIENCE):
            way = target.evaluate(WHITHER)
            if way == 0:
                return
            self.page.keyboard.press("Tab" if way > 0 else "Shift+Tab")
            wrong = self.page.evaluate(HIDDEN)
            assert not wrong, f"{self.page.url}: {wrong}"
        raise AssertionError(f"Tab never comes to {target} on {self.page.url}")


def _valued(value: str | None) -> str:
    return "" if value is None else f'[value="{value}"]'
