"""Who a name stands for: by day, by context, and with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.domain.actors import ActorKind, MentionForm
from dragoman.world import actor, find_names, name_of, office_holders, resolve, seat_of, state, states

ON = date(2025, 2, 24)


def names(words: str, on: date | None = ON, context: str = "") -> list[str]:
    return [a.name for a in resolve(words, on=on, context=context).actors]


@pytest.mark.parametrize(
    ("words", "on", "who"),
    [
        ("the US president", date(2002, 1, 1), "George W. Bush"),
        ("the US president", ON, "Donald Trump"),
        ("Mr Xi", ON, "Xi Jinping"),
        ("the French foreign minister", ON, "Jean-Noël Barrot"),
        ("the former US president", date(2023, 1, 1), "Donald Trump"),
        ("Kim", date(2018, 4, 27), "Kim Jong-un"),
        ("the UN chief", ON, "António Guterres"),
        ("the EU's foreign policy chief", ON, "Kaja Kallas"),
        ("the US ambassador to the UN", date(2022, 3, 2), "Linda Thomas-Greenfield"),
    ],
)
def test_words_alone_resolve_by_the_day(words: str, on: date, who: str) -> None:
    context = "North Korea's rulers met." if words == "Kim" else ""
    assert names(words, on, context) == [who]


def test_a_bare_office_takes_its_state_from_the_context() -> None:
    assert names("the former chancellor", context="Austria went to the polls.") == ["Karl Nehammer"]
    assert names("the prime minister", context="Italy went to the polls.") == ["Giorgia Meloni"]


def test_a_bare_office_without_context_names_nobody() -> None:
    answer = resolve("the prime minister", on=ON)
    assert answer.actors == ()
    assert "does not say of which state" in answer.reason


def test_a_person_out_of_office_resolves_with_the_reason() -> None:
    answer = resolve("Trump", on=date(2023, 1, 1))
    assert [a.code for a in answer.actors] == ["USA"]
    assert answer.actors[0].sector is None
    assert "held no office on 2023-01-01" in answer.reason


def test_without_a_day_a_unique_name_resolves_and_namesakes_stay_apart() -> None:
    assert names("Macron", None) == ["Emmanuel Macron"]
    assert names("President Bush", None) == ["George H. W. Bush", "George W. Bush"]
    assert not resolve("President Bush").is_certain


def test_an_office_after_the_tables_last_revision_says_so() -> None:
    assert "as known on" in resolve("the French president", on=date(2026, 11, 1)).reason


def test_an_office_without_a_known_holder_speaks_for_its_state() -> None:
    answer = resolve("the Palauan president", on=ON)
    assert [(a.code, a.sector, a.kind) for a in answer.actors] == [("PLW", "GOV", ActorKind.STATE)]


def test_a_name_nobody_knows_is_no_error() -> None:
    answer = resolve("Ruritania", on=ON)
    assert answer.actors == ()
    assert "nobody the registry knows" in answer.reason


def test_a_joint_name_means_all_of_them() -> None:
    answer = resolve("the two Koreas", on=ON)
    assert {a.code for a in answer.actors} == {"KOR", "PRK"}
    assert answer.joint
    assert answer.is_certain


def test_doubt_names_every_candidate() -> None:
    answer = resolve("Brussels", on=ON)
    assert [a.code for a in answer.actors] == ["EU", "NATO", "BEL"]
    assert not answer.is_certain


def test_forms_tell_how_the_actor_is_named() -> None:
    text = "French envoys met the EU president, Moscow and Macron; the Kremlin and Tass agreed."
    assert [(hit.text, hit.form) for hit in find_names(text)] == [
        ("French envoys", MentionForm.OFFICE),
        ("EU president", MentionForm.OFFICE),
        ("Moscow", MentionForm.SEAT),
        ("Macron", MentionForm.NAME),
        ("Kremlin", MentionForm.SEAT),
        ("Tass", MentionForm.NAME),
    ]


def test_people_and_organs_carry_a_sector() -> None:
    assert [a.sector for a in resolve("Macron", on=ON).actors] == ["GOV"]
    assert [a.sector for a in resolve("the Pentagon", on=ON).actors] == ["MIL"]
    assert [a.sector for a in resolve("Xinhua", on=ON).actors] == ["MED"]
    assert [a.sector for a in resolve("von der Leyen", on=ON).actors] == ["IGO"]
    assert [a.sector for a in resolve("France", on=ON).actors] == [None]


def test_a_common_surname_counts_only_after_the_full_name() -> None:
    assert [h.text for h in find_names("Brown spoke.")] == []
    assert [h.text for h in find_names("Gordon Brown came. Brown spoke.")] == ["Gordon Brown", "Brown"]
    assert [h.text for h in find_names("Gordon Brown came. Amanda Brown spoke.")] == ["Gordon Brown"]


def test_a_surname_after_another_given_name_is_somebody_else() -> None:
    assert [
        h.text for h in find_names("It was drawn by Ottilie Macron of the museum. Macron drew well.")
    ] == []
    assert [h.text for h in find_names("On Monday Macron spoke. Yet Macron left.")] == ["Macron", "Macron"]
    assert [h.text for h in find_names("Asked by Ottilie Merz, Chancellor Merz left.")] == ["Chancellor Merz"]


def test_the_full_name_keeps_namesakes_apart_later_in_the_text() -> None:
    text = "Hillary Clinton came. Clinton spoke."
    assert find_names(text)[1].keys == ("person:Hillary Clinton",)


def test_a_former_state_has_its_own_code_and_the_seat_of_the_record() -> None:
    assert (state("SUN").code, state("SUN").seat) == ("SUN", "RUS")
    assert seat_of("TYK") == "TZA"
    assert seat_of("CSK") == "CSK"
    assert seat_of("EU") is None


def test_a_code_is_named_as_of_the_day() -> None:
    assert name_of("RUS", date(1980, 1, 1)) == "Soviet Union"
    assert name_of("RUS") == "Russia"
    assert name_of("LKA", date(1960, 1, 1)) == "Ceylon"
    assert name_of("EGY", date(1960, 1, 1)) == "United Arab Republic"
    assert actor("NAM").name == "Namibia"
    assert actor("THE-WEST").vague


def test_states_are_those_of_the_day() -> None:
    then = {s.code for s in states(date(1980, 1, 1))}
    assert {"SUN", "DDR", "YMD", "YAR"} <= then
    assert not {"SSD", "RUS", "CZE"} & then


def test_offices_answer_by_state_role_and_day() -> None:
    (leader,) = office_holders(code="DEU", role="leader", on=ON)
    assert (leader.person, leader.role) == ("Olaf Scholz", "chancellor")
    assert len(office_holders(role="secretary-general", on=ON)) >= 2
