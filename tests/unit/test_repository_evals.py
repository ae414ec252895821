"""Floors hold: a figure that sinks, or is no longer measured, is reported."""

from evals.run import judge


def test_a_figure_on_its_floor_holds():
    assert judge({"recall": 0.85}, {"recall": 0.85}) == []


def test_a_figure_under_its_floor_is_reported():
    assert judge({"recall": 0.84}, {"recall": 0.85}) == ["recall is 0.84, floor 0.85"]


def test_errors_have_a_ceiling():
    assert judge({"false_facts": 1}, {"false_facts": {"at_most": 1}}) == []
    assert judge({"false_facts": 2}, {"false_facts": {"at_most": 1}}) == ["false_facts is 2, at most 1"]


def test_a_floor_whose_figure_is_gone_is_reported():
    assert judge({}, {"recall": 0.85}) == ["recall has a floor and was not measured"]


def test_nan_never_holds_a_floor():
    assert judge({"recall": float("nan")}, {"recall": 0.85})
    assert judge({"false_facts": float("nan")}, {"false_facts": {"at_most": 1}})
