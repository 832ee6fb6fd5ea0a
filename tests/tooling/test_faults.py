"""The faults that `./dev faults` plants have their place in the code, and tests that are to notice them."""

from __future__ import annotations

import pytest

from tools.devtool.places import ROOT
from tools.devtool.planted import FAULTS, Fault


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_has_one_place_in_the_code_and_tests_that_are_there(fault: Fault) -> None:
    assert (ROOT / fault.file).read_text(encoding="utf-8").count(fault.was) == 1
    assert fault.becomes != fault.was
    assert fault.tests
    assert [test for test in fault.tests if not (ROOT / test).exists()] == []


def test_no_two_are_one() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert len({(fault.file, fault.was, fault.becomes) for fault in FAULTS}) == len(FAULTS)
