"""``storelab metrics``: the dictionary of metrics in the terminal."""

import argparse
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storelab.errors import StoreLabError, suggest
from storelab.language import language, pick, use_language
from storelab.terminal import cut, padded, width, wrapped

if TYPE_CHECKING:
    from storelab.metrics.registry import Metric

WIDEST = 110  # longer lines are hard to read, however wide the screen is


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    parser = subparsers.add_parser(
        "metrics",
        help="list the metrics, or look one up: storelab metrics bounce, storelab metrics 跳出率",
        description="List all metrics by the branches of the metric tree, or those that hold the words in an id, a name "
        "in either language, the name of a function, or a formula. One that is found alone, or has exactly that name, is "
        "shown with its definition. Exit code 2: nothing found. "
        "不带参数时按指标体系列出全部指标；带上词就按编号、中英文名、函数名和公式查找。",
    )
    parser.add_argument("words", nargs="*", metavar="WORD", help="what to look for; all words have to occur")
    parser.add_argument("--json", action="store_true", help="full definitions for programs, in both languages")
    parser.add_argument("--language", metavar="LANG", help="en or zh; without it, the language of your system")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List or look up; a word that no metric holds is a `StoreLabError` that names near ones."""
    if options.language:
        use_language(options.language)
    words = " ".join(options.words)
    found = search(words) if fold(words) else _whole_tree()
    if options.json:
        import json

        from storelab.definitions import record

        records = [record(metric) for metrics in found for metric in metrics]
        _write([json.dumps(records, ensure_ascii=False, indent=1)])
    elif not fold(words):
        _write([*_table_by_branch(found[0]), "", _advice(len(found[0]))])
    else:
        best, others = found[0], [metric for metrics in found[1:] for metric in metrics]
        if len(best) > 1:
            _write(_table([*best, *others]))
        else:
            also = ["", pick({"en": "Also found", "zh": "另外还找到"}), *_table(others)] if others else []
            _write([*_definition(best[0]), *also])
    return 0


def search(words: str) -> list[list["Metric"]]:
    """The metrics that hold all words, best first.

    Parameters
    ----------
    words
        Words in either language. Case, full-width forms, hyphens and underscores make no difference.

    Returns
    -------
    list of list of Metric
        Metrics with exactly that name or id, with the words in their names, with the words in names and formula; each
        metric once, each list in the order of the tree and none of them empty.

    Raises
    ------
    StoreLabError
        If no metric holds the words.
    """
    from storelab.definitions import in_tree_order, names_of
    from storelab.metrics import registry

    wanted = fold(words)
    ranks: dict[int, list[Metric]] = {}
    for metric in in_tree_order(registry):
        names = [fold(name) for name in names_of(metric)]
        texts = " | ".join(names)
        if wanted in names:
            ranks.setdefault(0, []).append(metric)
        elif all(word in texts for word in wanted.split()):
            ranks.setdefault(1, []).append(metric)
        elif all(word in f"{texts} | {fold(metric.formula)}" for word in wanted.split()):
            ranks.setdefault(2, []).append(metric)
    if not ranks:
        known = sorted({name.lower() for metric in registry for name in names_of(metric)})
        near = suggest(words.lower(), known)
        raise StoreLabError(
            pick(
                {
                    "en": f"No metric holds '{words}'. "
                    + (f"Did you mean {near}?" if near else "'storelab metrics' lists them all."),
                    "zh": f"没有找到含有“{words}”的指标。"
                    + (f"你是不是想找 {near}？" if near else "storelab metrics 会列出全部指标。"),
                }
            )
        )
    return [ranks[rank] for rank in sorted(ranks)]


def fold(text: str) -> str:
    """The text as it is compared: without case, full-width forms, hyphens and underscores."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("_", " ").replace("-", " ")
    return " ".join(plain.split())


def _whole_tree() -> list[list["Metric"]]:
    from storelab.definitions import in_tree_order
    from storelab.metrics import registry

    return [in_tree_order(registry)]


def _advice(count: int) -> str:
    return pick(
        {
            "en": f"{count} metrics. 'storelab metrics bounce' looks for a word, 'storelab metrics M006' shows a definition.",
            "zh": f"共 {count} 个指标。查词：storelab metrics 跳出；看定义：storelab metrics M006。",
        }
    )


def _table_by_branch(metrics: Sequence["Metric"]) -> list[str]:
    from storelab.metrics.registry import BRANCHES, GROUPS

    lines: list[str] = []
    group = branch = ""
    for metric, row in zip(metrics, _table(metrics), strict=True):
        if metric.group != group:
            group = metric.group
            lines += ["", pick(GROUPS[group])] if lines else [pick(GROUPS[group])]
        if metric.branch != branch:
            branch = metric.branch
            lines.append(f"  {pick(BRANCHES[branch])}")
        lines.append(f"    {row}")
    return lines


def _table(metrics: Sequence["Metric"]) -> list[str]:
    """A line a metric: id, name, unit, function with arguments."""
    from storelab.definitions import UNIT_NAMES, short_call

    rows = [(m.id, getattr(m, language()), pick(UNIT_NAMES[m.unit]), short_call(m)) for m in metrics]
    widths = [max(width(row[place]) for row in rows) for place in range(3)]
    lines = ["  ".join([*map(padded, row[:3], widths), row[3]]) for row in rows]
    return [cut(line, _columns() - 4) for line in lines] if sys.stdout.isatty() else lines


def _definition(metric: "Metric") -> list[str]:
    from storelab.definitions import FIELDS, UNIT_NAMES, call, choice_text, short_call, siblings, signature, summary
    from storelab.metrics.registry import BRANCHES, GROUPS

    other = "zh" if language() == "en" else "en"
    comma, beside = pick({"en": ", ", "zh": "、"}), pick({"en": "{} {} ({})", "zh": "{} {}（{}）"})
    texts = {
        "numerator": pick(metric.numerator),
        "denominator": pick(metric.denominator),
        "window": pick(metric.window),
        "filter": pick(metric.filter),
        "unit": pick(UNIT_NAMES[metric.unit]),
        "formula": metric.formula,
        "aliases": comma.join(metric.aliases),
        "signature": signature(metric),
        "choices": choice_text(metric),
        "call": call(metric),
        "summary": summary(metric),
        "siblings": comma.join(
            beside.format(one.id, getattr(one, language()), short_call(one)) for one in siblings(metric)
        ),
    }
    indent = max(width(pick(name)) for name in FIELDS.values()) + 2
    lines = [
        f"{metric.id}  {getattr(metric, language())}  {getattr(metric, other)}",
        f"{pick(GROUPS[metric.group])} > {pick(BRANCHES[metric.branch])}",
        "",
    ]
    for field, text in texts.items():
        if text:
            first, *rest = wrapped(text, min(_columns(), WIDEST) - indent)
            lines += [padded(pick(FIELDS[field]), indent) + first, *(" " * indent + line for line in rest)]
    return lines


def _columns() -> int:
    return max(shutil.get_terminal_size((WIDEST, 24)).columns, 60)


def _write(lines: Sequence[str]) -> None:
    """Print; a character that an old terminal lacks becomes an escape, and a reader that left early is no error."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    try:
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
