"""Reading what was downloaded."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
from werkzeug.test import TestResponse

from tests.pages import Visitor


def take(visitor: Visitor, address: str, form: str = "csv", *, start: str = "/stakeholders") -> TestResponse:
    """Press an export button: the address, with the token of a page."""
    token = visitor.get(start).form("/sign-out").values["csrf_token"]
    return visitor.client.post(address, data={"csrf_token": token, "form": form})


def rows(response: TestResponse) -> list[dict[str, str]]:
    """The rows of a CSV file, by heading."""
    assert response.status_code == 200, response.get_data(as_text=True)[:800]
    assert response.mimetype == "text/csv"
    content = response.get_data()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def workbook(response: TestResponse) -> Any:
    """The sheet of an XLSX file."""
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(response.get_data())).active
