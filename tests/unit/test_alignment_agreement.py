"""Agreement and cohesion on votes small enough to count by hand."""

from datetime import date

import numpy as np
import pytest

from dragoman.alignment.agreement import agreement, agreement_all
from dragoman.alignment.cohesion import (
    agreement_by,
    agreement_with_bloc,
    cohesion,
    compare_periods,
    dissenters,
)
from dragoman.alignment.comparing import compare
from dragoman.alignment.intervals import wilson
from dragoman.alignment.votes import VoteMatrix
from dragoman.domain.rollcalls import Choice, RollCall
from dragoman.errors import EstimateError

SEATS = ("AAA", "BBB", "CCC", "DDD")
VOTES = ("YYYN", "YYAN", "NNXY", "YANA", "YYYY", "YNNN")


def call(i: int, letters: str, **more: object) -> RollCall:
    return RollCall(
        id=f"v{i}",
        body="UNGA",
        held=date(2020 + i, 1, 1),
        title=str(more.get("title", "A vote")),
        subjects=more.get("subjects", ()),  # type: ignore[arg-type]
        choices={seat: Choice(letter) for seat, letter in zip(SEATS, letters, strict=True) if letter != "-"},
    )


@pytest.fixture
def matrix() -> VoteMatrix:
    return VoteMatrix.of(call(i, letters) for i, letters in enumerate(VOTES))


def test_votes_stand_in_the_order_of_their_days():
    shuffled = VoteMatrix.of(call(i, VOTES[i]) for i in (3, 0, 5))
    assert shuffled.ids == ("v0", "v3", "v5")
    assert shuffled.choices[:, 1].tolist() == [1, 2, 3]


def test_absent_and_not_a_member_are_both_no_vote():
    both = VoteMatrix.of([call(0, "YXNY"), call(1, "Y-NY")])
    assert both.of_seat("BBB").tolist() == [0, 0]


def test_agreement_counts_only_votes_both_cast(matrix: VoteMatrix):
    found = agreement(matrix, "AAA", "CCC")
    assert (found.value, found.n) == (2 / 5, 5)
    assert (found.start, found.end) == (date(2020, 1, 1), date(2025, 1, 1))


def test_lijphart_puts_abstention_half_way(matrix: VoteMatrix):
    assert agreement(matrix, "AAA", "BBB", "lijphart").value == pytest.approx((4 + 0.5) / 6)
    assert agreement(matrix, "AAA", "BBB", "s").value == pytest.approx(2 * 4.5 / 6 - 1)


def test_kappa_is_nought_for_choices_that_only_meet_by_chance():
    calls = [
        call(i, a + b + "YY") for i, (a, b) in enumerate([("Y", "Y"), ("Y", "N"), ("N", "Y"), ("N", "N")])
    ]
    assert agreement(VoteMatrix.of(calls), "AAA", "BBB", "kappa").value == pytest.approx(0)


def test_kappa_of_one_choice_on_each_side_does_not_exist():
    assert np.isnan(agreement(VoteMatrix.of([call(0, "YYYY")]), "AAA", "BBB", "kappa").value)


@pytest.mark.parametrize("method", ["equal", "lijphart", "s", "kappa"])
def test_all_pairs_say_what_each_pair_says(matrix: VoteMatrix, method: str):
    every = agreement_all(matrix, method)  # type: ignore[arg-type]
    for i, a in enumerate(SEATS):
        for j, b in enumerate(SEATS):
            one = agreement(matrix, a, b, method)  # type: ignore[arg-type]
            many = (every.value[i, j], every.n[i, j], every.low[i, j], every.high[i, j])
            assert many == pytest.approx((one.value, one.n, one.low, one.high), nan_ok=True)


def test_the_closest_comes_first_and_a_state_is_not_its_own_partner(matrix: VoteMatrix):
    table = agreement_all(matrix).of("AAA")
    assert table["seat"].tolist()[0] == "BBB"
    assert "AAA" not in table["seat"]


def test_strangers_have_no_agreement():
    with pytest.raises(EstimateError, match="never both"):
        agreement(VoteMatrix.of([call(0, "YXNY")]), "AAA", "BBB")
    with pytest.raises(EstimateError, match="ZZZ"):
        agreement(VoteMatrix.of([call(0, "YXNY")]), "AAA", "ZZZ")


def test_wilson_gives_the_textbook_interval():
    low, high = wilson(0.5, 10)
    assert (float(low), float(high)) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert np.isnan(wilson(np.nan, 0)[0])


def test_a_state_is_compared_with_the_members_of_the_day(matrix: VoteMatrix):
    joined_late = matrix.members(lambda day: {"AAA", "BBB"} if day.year < 2023 else {"AAA", "BBB", "CCC"})
    found = agreement_with_bloc(matrix, "AAA", joined_late)
    assert found.votes["voted"].tolist() == [1, 1, 1, 2, 2, 2]
    assert found.votes["same"].tolist() == [1, 1, 1, 0, 2, 0]
    assert (found.n, found.with_all, found.with_none) == (6, 4, 2)
    assert found.value == pytest.approx(4 / 6)


def test_absent_members_are_counted_apart(matrix: VoteMatrix):
    found = agreement_with_bloc(matrix, "AAA", [{"BBB", "CCC"}] * 6)
    assert found.votes["absent"].tolist() == [0, 0, 1, 0, 0, 0]


def test_periods_before_and_after_do_not_overlap(matrix: VoteMatrix):
    both = compare_periods(matrix, "AAA", [{"BBB"}] * 6, date(2023, 1, 1))
    assert both.before is not None
    assert both.after is not None
    assert (both.before.value, both.before.n, both.before.end) == (1.0, 3, date(2022, 1, 1))
    assert (both.after.value, both.after.n, both.after.start) == (pytest.approx(1 / 3), 3, date(2023, 1, 1))
    assert compare_periods(matrix, "AAA", [{"BBB"}] * 6, date(2019, 1, 1)).before is None


def test_cohesion_is_one_where_all_choose_alike_and_nought_in_thirds():
    united = cohesion(VoteMatrix.of([call(0, "YYYN")]), [{"AAA", "BBB", "CCC"}])
    split = cohesion(VoteMatrix.of([call(0, "YANN")]), [{"AAA", "BBB", "CCC"}])
    assert (united.value, united.unanimous) == (1.0, 1)
    assert (split.value, split.unanimous) == (0.0, 0)


def test_who_breaks_ranks_is_named_with_the_votes(matrix: VoteMatrix):
    table = dissenters(matrix, [{"AAA", "BBB", "CCC", "DDD"}] * 6)
    first = next(iter(table.rows()))
    assert first["seat"] == "DDD"
    assert "v0" in first["votes"]
    assert all(row["low"] <= row["rate"] <= row["high"] for row in table.rows())


def test_a_tie_has_no_majority_to_break_from():
    assert len(dissenters(VoteMatrix.of([call(0, "YYNN")]), [set(SEATS)])) == 0


def test_a_topic_is_found_in_headings_agenda_and_title():
    votes = VoteMatrix.of(
        [
            call(0, "YYYY", title="Return of Moldovan archives"),
            call(1, "YYYY", subjects=("MOLDOVA--POLITICAL CONDITIONS",)),
            call(2, "YYYY", title="Fisheries"),
        ]
    )
    assert votes.about("Moldova").ids == ("v0", "v1")
    assert votes.about("political Moldova").ids == ("v1",)


def test_tables_leave_as_arrow_and_polars(matrix: VoteMatrix):
    frame = agreement_with_bloc(matrix, "AAA", [{"BBB"}] * 6).to_polars()
    assert frame.columns[:3] == ["id", "symbol", "day"]
    assert frame["day"].to_list()[0] == date(2020, 1, 1)
    assert agreement_all(matrix, "kappa").to_arrow().num_rows == 6


def test_groups_of_votes_add_up_to_all(matrix: VoteMatrix):
    by = agreement_by(matrix, "AAA", [{"BBB", "CCC"}] * 6, ["old"] * 4 + ["new"] * 2)
    whole = agreement_with_bloc(matrix, "AAA", [{"BBB", "CCC"}] * 6)
    assert by["group"].tolist() == ["new", "old"]
    assert (by["value"] * by["n"]).sum() / by["n"].sum() == pytest.approx(whole.value)


def of_blocs(matrix: VoteMatrix, a: set[str], b: set[str], **more: object):
    ours, theirs = ([side] * len(matrix) for side in (a, b))
    return compare(matrix, "ONE", "TWO", members_of_a=ours, members=theirs, **more)  # type: ignore[arg-type]


def test_two_blocs_agree_as_far_as_pairs_of_their_members_do(matrix: VoteMatrix):
    found = of_blocs(matrix, {"AAA", "BBB"}, {"CCC", "DDD"})
    assert (found.a_is_bloc, found.is_bloc, found.n) == (True, True, 6)
    pairs = [(2, 4), (0, 4), (0, 2), (1, 4), (4, 4), (2, 4)]
    assert found.value == pytest.approx(np.mean([same / all_ for same, all_ in pairs]))
    assert found.low < found.value < found.high


def test_a_member_of_both_blocs_is_never_paired_with_itself(matrix: VoteMatrix):
    found = of_blocs(matrix.take(np.array([1])), {"AAA", "BBB"}, {"BBB", "CCC"})
    assert found.value == pytest.approx(1 / 3)  # Y with Y; Y and Y each with A


def test_majorities_of_two_blocs_are_compared_where_both_have_one(matrix: VoteMatrix):
    found = of_blocs(matrix, {"AAA", "BBB", "CCC"}, {"DDD"}, method="majority")
    assert (found.value, found.n) == (2 / 5, 5)
    assert all(d.choice.value != d.others[0][0].value for d in found.differences)


def test_a_bloc_of_one_is_a_state(matrix: VoteMatrix):
    bloc = [{"BBB", "CCC"}] * len(matrix)
    as_bloc = compare(matrix, "ONE", "TWO", members_of_a=[{"AAA"}] * len(matrix), members=bloc)
    as_state = compare(matrix, "AAA", "TWO", members=bloc)
    assert (as_bloc.value, as_bloc.n) == (as_state.value, as_state.n)


def test_corrections_for_chance_are_for_two_states(matrix: VoteMatrix):
    with pytest.raises(EstimateError, match="two states"):
        of_blocs(matrix, {"AAA"}, {"BBB"}, method="kappa")
