"""Dates: as precise as the text, comparable all the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.compile.dates import bounds
from kg.words.errors import RuleBroken


def days(*texts):
    return tuple(date.fromisoformat(text) if text else None for text in texts)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1983-03-16", days("1983-03-16", "1983-03-16", "1983-03-16", "1983-03-16")),
        ("1983-09", days("1983-09-01", "1983-09-30", "1983-09-01", "1983-09-30")),
        ("1984-02", days("1984-02-01", "1984-02-29", "1984-02-01", "1984-02-29")),
        ("1982", days("1982-01-01", "1982-12-31", "1982-01-01", "1982-12-31")),
        ("[1984..1986]", days("1984-01-01", "1986-12-31", "1984-01-01", "1986-12-31")),
        ("[..1986]", days("", "1986-12-31", "", "1986-12-31")),
        ("[1991..]", days("1991-01-01", "", "1991-01-01", "")),
        ("1985~/..", days("1984-01-01", "1986-12-31", "", "")),
        ("2001/2007", days("2001-01-01", "2001-12-31", "2007-01-01", "2007-12-31")),
        ("1983-03-16/", days("1983-03-16", "1983-03-16", "", "")),
        ("../2001", days("", "", "2001-01-01", "2001-12-31")),
        ("../..", days("", "", "", "")),
        ("/1983-09", days("", "", "1983-09-01", "1983-09-30")),
        ("1988?", days("1987-01-01", "1989-12-31", "1987-01-01", "1989-12-31")),
        ("198X", days("1980-01-01", "1989-12-31", "1980-01-01", "1989-12-31")),
    ],
)
def test_bounds_are_those_of_the_date(edtf, expected):
    assert tuple(bounds(edtf)) == expected


@pytest.mark.parametrize("text", ["", "in 1983", "1983-13", "1983-02-30", "16 March 1983", "2007/2001", "1983//", "…"])
def test_what_is_no_date_is_refused_with_a_way_out(text):
    with pytest.raises(RuleBroken, match=r"is not an EDTF date; write|turn the dates round"):
        bounds(text)


@given(st.dates(date(1850, 1, 1), date(2050, 12, 31)), st.sampled_from([4, 7, 10]), st.sampled_from(["", "~", "?"]))
def test_a_date_lies_within_its_own_bounds(day, length, mark):
    start_earliest, start_latest, end_earliest, end_latest = bounds(day.isoformat()[:length] + mark)
    assert start_earliest <= day <= end_latest
    assert start_earliest <= start_latest
    assert end_earliest <= end_latest


@given(st.dates(date(1850, 1, 1), date(2050, 12, 31)), st.dates(date(1850, 1, 1), date(2050, 12, 31)))
def test_an_interval_keeps_its_order(one, other):
    first, last = sorted((one, other))
    found = bounds(f"{first.isoformat()}/{last.isoformat()}")
    assert found.start_latest <= found.end_earliest


@pytest.mark.parametrize("value", ["1983", "1983-02", "1984-02", "1984-02-29", "1999-12-31", "0999-01"])
def test_a_calendar_date_is_what_the_package_takes_it_for(value):
    from edtf import parse_edtf

    parsed = parse_edtf(value)
    days = [date(d.tm_year, d.tm_mon, d.tm_mday) for d in (parsed.lower_fuzzy(), parsed.upper_fuzzy())]
    assert [bounds(value).start_earliest, bounds(value).end_latest] == days


@pytest.mark.parametrize("value", ["1983-13", "1983-02-29", "1983-00", "0000"])
def test_a_calendar_date_that_does_not_exist_is_refused(value):
    with pytest.raises(RuleBroken, match="is not an EDTF date"):
        bounds(value)
