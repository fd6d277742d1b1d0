"""The page itself: one file that holds its pictures, loads nothing and runs nothing."""

import base64
import io
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean, median, quantiles
from typing import Any

from classroom.desk.report.alike import Alike
from classroom.desk.report.gather import Work
from classroom.desk.report.items import Item, Misunderstood
from classroom.desk.report.risk import AtRisk
from classroom.desk.report.words import WORDS
from storelab.language import language

# A misconception of a smaller share of those whose work could be graded is folded away.
FREQUENT = 0.03
TEMPLATE = Path(__file__).with_name("page.html.jinja")


def render(
    title: str,
    class_work: Sequence[Work],
    items: Sequence[Item],
    misunderstood: Sequence[Misunderstood],
    messages: Mapping[tuple[str, str], str],
    risks: Sequence[AtRisk],
    pairs: Sequence[Alike],
    pass_mark: float,
    names: bool,
) -> str:
    """Write the page in the language in force.

    Parameters
    ----------
    title
        Of the chapter.
    class_work, items, misunderstood, risks, pairs
        What was found.
    messages
        By exercise and misconception what the learner was told.
    pass_mark
        Share of full marks.
    names
        Whether learners are shown with their names beside their ids.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    from storelab.practice.result import inline_html

    words = {key: texts[language()] for key, texts in WORDS.items()}
    called = {
        work.learner: f"{work.learner} ({work.name})" if names and work.name else work.learner for work in class_work
    }
    shares = sorted(work.share for work in class_work if work.read)
    frequent = max(2, math.ceil(FREQUENT * len(shares)))
    words["rare"] = words["rare"].format(count=frequent)
    words["risk_how"] = words["risk_how"].format(pass_mark=f"{pass_mark:.0%}")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        language=language(),
        t=words,
        title=title,
        facts=_facts(class_work, shares, pass_mark, words),
        histogram=_histogram(shares, words),
        histogram_alt=_alternative(shares, words),
        statuses=Counter(work.status for work in class_work).most_common(),
        items=[_item(item, words) for item in items],
        misconceptions=[
            {
                "exercise": one.exercise,
                "count": len(one.learners),
                "frequent": len(one.learners) >= frequent,
                "message": Markup(inline_html(messages.get((one.exercise, one.name), one.name))),
                "examples": one.examples,
            }
            for one in misunderstood
        ],
        risks=[
            {
                "learner": called[one.learner],
                "share": _percent(one.share),
                "before": _percent(one.before),
                "why": ", ".join(words[reason] for reason in one.reasons),
            }
            for one in risks
        ],
        pairs=[_pair(one, called, words) for one in pairs],
        tampered=[(called[work.learner], "; ".join(work.notes)) for work in class_work if work.status == "tampered"],
    )


def _facts(
    class_work: Sequence[Work], shares: Sequence[float], pass_mark: float, words: Mapping[str, str]
) -> list[tuple[str, str]]:
    handed_in = sum(work.status != "missing" for work in class_work)
    facts = [(str(len(class_work)), words["enrolled"]), (str(handed_in), words["handed_in"])]
    late = sum(work.days_late > 0 for work in class_work)
    if late:
        facts.append((str(late), words["late"]))
    if shares:
        passed = sum(share >= pass_mark for share in shares)
        facts += [
            (_percent(fmean(shares)), words["mean"]),
            (_percent(median(shares)), words["median"]),
            (str(passed), words["passed"]),
        ]
    return facts


def _item(item: Item, words: Mapping[str, str]) -> dict[str, Any]:
    remark = words["doubtful"] if item.doubtful else words["all_right"] if item.difficulty == 1.0 else ""
    return {
        "exercise": item.exercise,
        "points": f"{item.points:g}",
        "attempted": f"{item.attempted} / {item.learners}",
        "difficulty": _percent(item.difficulty),
        "discrimination": "–" if math.isnan(item.discrimination) else f"{item.discrimination:.2f}".replace("-", "−"),
        "doubtful": item.doubtful,
        "remark": remark,
    }


def _pair(pair: Alike, called: Mapping[str, str], words: Mapping[str, str]) -> dict[str, str]:
    told = ", ".join(f"{name} {value:.0%}" for name, value in pair.exercises.items())
    return {
        "learners": " · ".join(called[learner] for learner in pair.learners),
        "words": words["pair"].format(exercises=len(pair.exercises), compared=pair.compared, names=told),
        "lines": "\n".join(pair.lines),
    }


def _percent(share: float | None) -> str:
    return "–" if share is None or math.isnan(share) else f"{share:.0%}"


def _alternative(shares: Sequence[float], words: Mapping[str, str]) -> str:
    if not shares:
        return ""
    low, middle, high = quantiles(shares, n=4) if len(shares) > 1 else (shares[0],) * 3
    return words["histogram_alt"].format(
        count=len(shares), median=_percent(middle), low=_percent(low), high=_percent(high)
    )


def _histogram(shares: Sequence[float], words: Mapping[str, str]) -> str:
    """The picture in base64; empty where nobody's work could be graded."""
    if not shares:
        return ""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    from storelab import plots

    plots.style()
    figure, axes = plt.subplots(figsize=(7.5, 2.8), layout="constrained")
    axes.hist(shares, bins=[step / 10 for step in range(11)], color=plots.PALETTE[0], edgecolor="white")
    axes.set_title(words["histogram_title"])
    axes.set_xlabel(words["histogram_x"])
    axes.set_ylabel(words["learners"])
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlim(0, 1)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=130)
    plt.close(figure)
    return base64.b64encode(picture.getvalue()).decode()
