"""Who may need help, and why."""

from classroom.desk.report.gather import Work
from classroom.desk.report.risk import at_risk
from classroom.grade.engine import ExerciseGrade


def work(learner, share, status="graded"):
    exercises = {"e": ExerciseGrade(10 * share, 10.0, "right", None, "", "")}
    return Work(learner, "", status, "", exercises=exercises)


def test_the_reasons_and_their_order():
    now = [
        work("steady", 0.9), work("low", 0.59), work("at_the_mark", 0.6), work("fallen", 0.65), work("both", 0.3),
        work("stopped", 0.9, "timeout"), Work("silent", "", "missing", ""), work("broken", 0.0, "malformed"),
    ]  # fmt: skip
    # The mean of what was handed in earlier: 'fallen' 0.9, 'both' 0.8; a chapter that was not handed in is no zero here.
    earlier = [
        {"fallen": work("fallen", 1.0), "both": work("both", 0.8), "steady": work("steady", 0.5)},
        {"fallen": work("fallen", 0.8), "both": work("both", 0.0, "malformed"), "silent": work("silent", 0.7)},
    ]
    found = {one.learner: one for one in at_risk(now, earlier, 0.6)}
    assert {name: one.reasons for name, one in found.items()} == {
        "both": ("low", "fallen"),
        "silent": ("missing",),
        "broken": ("unreadable",),
        "low": ("low",),
        "fallen": ("fallen",),
        "stopped": ("stopped",),
    }
    assert list(found) == ["both", "broken", "silent", "low", "fallen", "stopped"]
    assert (found["both"].share, found["both"].before) == (0.3, 0.8)
    assert (found["silent"].share, found["silent"].before) == (None, 0.7)
    assert found["low"].before is None
