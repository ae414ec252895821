"""A report's claims of change and alliance, answered from the record with before, after and n."""

from datetime import date

import pytest

from dragoman import workflows
from dragoman.claims.shifts import find_shifts
from dragoman.domain.claims import Verdict
from dragoman.domain.relations import Shift
from dragoman.domain.sources import Source
from dragoman.text.reader import read_text


@pytest.fixture(scope="module")
def shifts():
    """Shifts of a text published the day after the two votes of 24 February 2025, by the embedded record."""
    record, nlp = workflows.embedded_record(), workflows.language_model()

    def of(text: str) -> tuple[Shift, ...]:
        return find_shifts(read_text(Source.of(text, published=date(2025, 2, 25)), nlp), record)

    return of


def test_an_abrupt_turn_is_shown_with_before_and_after(shifts):
    (found,) = shifts("The United States broke with the European Union on Ukraine.")
    assert (found.a.code, found.b.code, found.topic) == ("USA", "EU", "Ukraine")
    assert found.verdict is Verdict.PARTLY  # six votes before and two after: the intervals still touch
    assert found.before.value == 1
    assert found.after.value < 0.1
    assert found.after.n == 2
    assert found.before.low < found.before.value <= found.before.high


def test_no_turn_where_nothing_changed(shifts):
    (found,) = shifts("France broke with Germany on Ukraine.")
    assert found.before.value == found.after.value == 1
    assert found.verdict in {Verdict.CONFLICTS, Verdict.NOT_CHECKABLE}


def test_a_lasting_alliance_is_judged_by_what_came_before(shifts):
    (found,) = shifts("Poland has always voted with Lithuania on Ukraine.")
    assert found.verdict is Verdict.MATCHES
    assert "in 6 of 6 votes" in found.reason


def test_the_unity_of_a_bloc_is_its_members_among_themselves(shifts):
    (found,) = shifts("The European Union, long united on Ukraine, split on Monday.")
    assert (found.a.code, found.b.code) == ("EU", "EU")
    assert found.before.value > found.after.value
    assert "pairs of members" in found.reason


def test_what_comes_after_on_is_the_topic_and_no_party(shifts):
    (found,) = shifts("Hungary parted ways with the EU over the war in Ukraine.")
    assert (found.a.code, found.b.code, found.topic) == ("HUN", "EU", "Ukraine")


def test_the_closest_partner_has_a_rank(shifts):
    (found,) = shifts("Belarus remained the closest ally of Russia at the United Nations.")
    assert found.after.n >= 5
    assert "of" in found.reason
    assert "states by agreement with Russia" in found.reason
    (wrong,) = shifts("France remained the closest ally of Russia at the United Nations.")
    assert wrong.verdict is Verdict.CONFLICTS
    assert "first is" in wrong.reason


def test_friends_whose_names_are_not_settled_are_not_counted(shifts):
    (found,) = shifts("The United States broke with the West on Ukraine.")
    assert (found.verdict, found.before) == (Verdict.NOT_CHECKABLE, None)
