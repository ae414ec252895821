"""Who belonged to what on a day."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.world import blocs, blocs_of, members

UN_AT_YEAR_END = {
    1945: 51, 1946: 55, 1947: 57, 1948: 58, 1949: 59, 1950: 60, 1955: 76, 1956: 80, 1957: 82, 1958: 82, 1960: 99,
    1961: 104, 1962: 110, 1963: 113, 1964: 115, 1965: 117, 1966: 122, 1967: 123, 1968: 126, 1970: 127, 1971: 132,
    1973: 135, 1974: 138, 1975: 144, 1976: 147, 1977: 149, 1978: 151, 1979: 152, 1980: 154, 1981: 157, 1983: 158,
    1984: 159, 1990: 159, 1991: 166, 1992: 179, 1993: 184, 1994: 185, 1999: 188, 2000: 189, 2002: 191, 2006: 192,
    2011: 193, 2025: 193,
}  # fmt: skip


@pytest.mark.parametrize(("year", "count"), UN_AT_YEAR_END.items())
def test_the_un_has_its_official_number_of_members(year: int, count: int) -> None:
    assert len(members("UN", date(year, 12, 31)).members) == count


@pytest.mark.parametrize(
    ("bloc", "day", "count"),
    [
        ("EU", "1958-01-01", 6), ("EU", "1973-01-01", 9), ("EU", "1981-01-01", 10), ("EU", "1986-01-01", 12),
        ("EU", "1995-01-01", 15), ("EU", "2004-04-30", 15), ("EU", "2004-05-01", 25), ("EU", "2007-01-01", 27),
        ("EU", "2013-07-01", 28), ("EU", "2020-01-31", 28), ("EU", "2020-02-01", 27),
        ("NATO", "1949-12-31", 12), ("NATO", "1952-02-18", 14), ("NATO", "1955-05-06", 15),
        ("NATO", "1982-05-30", 16), ("NATO", "1999-03-12", 19), ("NATO", "2004-03-29", 26),
        ("NATO", "2009-04-01", 28), ("NATO", "2017-06-05", 29), ("NATO", "2020-03-27", 30),
        ("NATO", "2023-04-04", 31), ("NATO", "2024-03-07", 32),
        ("G7", "1975-12-31", 6), ("G7", "2025-01-01", 7), ("G8", "2013-01-01", 8), ("G8", "2014-03-24", 0),
        ("BRICS", "2023-12-31", 5), ("BRICS", "2024-06-01", 9), ("BRICS", "2025-02-24", 10),
        ("ASEAN", "2025-01-01", 10), ("ASEAN", "2025-10-26", 11), ("LAS", "2025-01-01", 22),
        ("AU", "2025-01-01", 55), ("OIC", "2025-01-01", 57), ("GCC", "2025-01-01", 6), ("SCO", "2025-01-01", 10),
        ("OECD", "2025-01-01", 38), ("CSTO", "2025-01-01", 6), ("CARICOM", "2025-01-01", 14),
        ("UNSC", "1965-07-01", 11), ("UNSC", "1966-07-01", 15), ("UNSC", "2025-02-24", 15),
        ("UNSC-E10", "2025-02-24", 10), ("UNSC-P5", "2025-02-24", 5), ("NAM", "2025-02-24", 121),
        ("NORDIC", "2025-02-24", 5), ("BALTIC", "2025-02-24", 3), ("VISEGRAD", "1992-01-01", 3),
        ("VISEGRAD", "2025-01-01", 4), ("AFRICA", "2025-01-01", 54), ("AFRICAN-GROUP", "2025-01-01", 54),
        ("EEG", "2025-01-01", 23), ("GRULAC", "2025-01-01", 33),
    ],
)  # fmt: skip
def test_a_bloc_has_its_number_of_members_on_the_day(bloc: str, day: str, count: int) -> None:
    assert len(members(bloc, date.fromisoformat(day)).members) == count


def test_a_contested_membership_is_told_apart() -> None:
    brics = members("BRICS", date(2025, 2, 24))
    assert brics.disputed == {"SAU"}
    assert "SAU" not in brics.members


def test_russia_was_in_the_g8_from_1997_to_2014() -> None:
    assert "RUS" not in members("G8", date(1997, 6, 19)).members
    assert "RUS" in members("G8", date(1997, 6, 20)).members
    assert "RUS" in members("G8", date(2014, 3, 23)).members
    assert "RUS" not in members("G8", date(2014, 3, 24)).members


def test_a_suspended_member_is_still_a_member() -> None:
    league = members("LAS", date(2015, 1, 1))
    assert league.suspended == {"SYR"}
    assert "SYR" in league.members


def test_organisations_are_members_beside_states() -> None:
    twenty = members("G20", date(2024, 1, 1))
    assert twenty.bodies == {"EU", "AU"}
    assert len(twenty.members) == 19


def test_vague_names_say_so_and_name_nobody() -> None:
    west = members("THE-WEST", date(2025, 1, 1))
    assert west.vague
    assert not west.members


def test_a_region_counts_states_only_while_they_are() -> None:
    assert "SSD" not in members("AFRICA", date(2011, 1, 1)).members
    assert "SSD" in members("AFRICA", date(2012, 1, 1)).members


def test_the_regional_groups_share_out_the_whole_un() -> None:
    on = date(2025, 2, 24)
    groups = [members(g, on).members for g in ("AFRICAN-GROUP", "ASIA-PACIFIC", "EEG", "GRULAC", "WEOG")]
    un = members("UN", on).members
    assert frozenset().union(*groups) == un
    both = [code for code in un if sum(code in group for group in groups) > 1]
    assert both == ["TUR"]


def test_the_blocs_of_a_state_are_those_of_the_day() -> None:
    assert {"EU", "NATO", "G7", "UNSC", "WEIMAR"} <= set(blocs_of("FRA", date(2025, 2, 24)))
    assert "EU" not in blocs_of("GBR", date(2025, 2, 24))
    assert "EU" in blocs_of("GBR", date(2019, 2, 24))


def test_a_bloc_that_ended_is_no_bloc_of_the_day() -> None:
    assert "WARSAW-PACT" in blocs(date(1980, 1, 1))
    assert "WARSAW-PACT" not in blocs(date(2000, 1, 1))


def test_an_unknown_bloc_is_an_error_not_an_empty_one() -> None:
    with pytest.raises(KeyError):
        members("NO-SUCH", date(2025, 1, 1))
