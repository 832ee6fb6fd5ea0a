from tests.feeds.test_readers import *
from hypothesis import HealthCheck
import pytest
@settings(max_examples=2500, deadline=None, suppress_health_check=list(HealthCheck))
@given(printed())
def test_a(one):
    data = feed([one], head=replace(HEAD, first_year=2018, last_year=2036))
    assert check(data) == []
    window = two_years_of(one)
    expected = by_us([one], window)
    assert by_icalendar(data, window) == expected
    assert by_vobject(data, window) == expected
@settings(max_examples=800, deadline=None, suppress_health_check=list(HealthCheck))
@given(one=printed())
def test_b(thunderbird, one):
    data = feed([one], head=replace(HEAD, first_year=2018, last_year=2036))
    window = two_years_of(one)
    assert by_ical_js(thunderbird, data, window) == by_us([one], window)
