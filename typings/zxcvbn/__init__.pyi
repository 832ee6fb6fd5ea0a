from collections.abc import Iterable
from typing import Any

def zxcvbn(password: str, user_inputs: Iterable[str] | None = ...) -> dict[str, Any]: ...
