"""The pages of ``docs/metrics``: every metric of the registry, a page a branch, in both languages."""

import re
from collections.abc import Iterator, Mapping

from storelab.definitions import (
    FIELDS,
    UNIT_NAMES,
    call,
    choice_text,
    docstring_head,
    in_tree_order,
    names_of,
    short_call,
    siblings,
    signature,
)
from storelab.language import LANGUAGES
from storelab.metrics import registry
from storelab.metrics.registry import BRANCHES, GROUPS, Metric

FOLDER = "docs/metrics"
INDEX = "README.md"
_TEXTS = {
    "title": {"en": "Metrics", "zh": "指标词典"},
    "intro": {
        "en": "{metrics} metrics in {branches} branches, each computed by a function of `storelab.metrics`: "
        "`from storelab import metrics`. A share lies between 0 and 1; M numbers are the metric system's, P numbers are "
        "proxies: measures that stand in for a word such as awareness or loyalty. In the terminal, "
        "`storelab metrics bounce` looks for a word and `storelab metrics M006` shows a definition.",
        "zh": "共 {metrics} 个指标，分在 {branches} 个分支里，每个都有 `storelab.metrics` 里的函数来算："
        "`from storelab import metrics`。比例在 0 到 1 之间；M 开头的是指标体系的编号，P 开头的是替代指标，"
        "用来衡量“知名度”“忠诚度”这类没有现成口径的说法。在终端里，`storelab metrics 跳出` 查词，`storelab metrics M006` 看定义。",
    },
    "made": {
        "en": "<!-- Made by 'classroom build' from utils/storelab/metrics; edit the registry entry above the function. -->",
        "zh": "<!-- 由 classroom build 根据 utils/storelab/metrics 生成；要改请改函数上方的登记。 -->",
    },
    "shared": {"en": "One function, several metrics", "zh": "一个函数，几个指标"},
    "choices": {"en": "One name, several definitions", "zh": "一个名称，几种口径"},
    "choices_intro": {
        "en": "These functions take the definition as an argument; the default stands first.",
        "zh": "这些函数用参数选口径，排在最前面的是默认值。",
    },
    "names": {"en": "All names", "zh": "全部名称"},
    "id": {"en": "Id", "zh": "编号"},
    "name": {"en": "Name", "zh": "名称"},
    "leads": {"en": "Metric", "zh": "指标"},
    "function": {"en": "Function", "zh": "函数"},
    "unit": {"en": "Unit", "zh": "单位"},
    "back": {"en": "All metrics", "zh": "全部指标"},
    "docstring": {"en": "", "zh": "函数说明（英文）："},
}


def metric_pages() -> dict[str, bytes]:
    """The index and the branches' pages in both languages: bytes by path from the project's root."""
    files = {}
    for language in LANGUAGES:
        pages = {branch: [m for m in in_tree_order(registry) if m.branch == branch] for branch in BRANCHES}
        written = {branch: metrics for branch, metrics in pages.items() if metrics}
        files[f"{FOLDER}/{language}/{INDEX}"] = _page(_index(written, language), language)
        for branch, metrics in written.items():
            files[f"{FOLDER}/{language}/{branch}.md"] = _page(_branch(branch, metrics, language), language)
    return files


def _page(lines: Iterator[str], language: str) -> bytes:
    return ("\n".join([_TEXTS["made"][language], "", *lines]).rstrip() + "\n").encode()


def _index(pages: Mapping[str, list[Metric]], language: str) -> Iterator[str]:
    entries = [metric for metrics in pages.values() for metric in metrics]
    yield f"# {_TEXTS['title'][language]}\n"
    yield _TEXTS["intro"][language].format(metrics=len(entries), branches=len(pages)) + "\n"
    group = ""
    for branch, metrics in pages.items():
        if metrics[0].group != group:
            group = metrics[0].group
            yield f"## {GROUPS[group][language]}\n"
        yield f"### [{BRANCHES[branch][language]}]({branch}.md)\n"
        yield from _rows(
            [_TEXTS[name][language] for name in ("id", "name", "unit", "function")],
            [[m.id, _link(m, language), UNIT_NAMES[m.unit][language], f"`{short_call(m)}`"] for m in metrics],
        )
    yield from _shared(entries, language)
    yield from _choices(entries, language)
    yield f"## {_TEXTS['names'][language]}\n"
    names = {
        name: metric for metric in entries for name in names_of(metric)[1:] if name == metric.en or not _code(name)
    }
    yield from _rows(
        [_TEXTS[name][language] for name in ("name", "leads")],
        [[_cell(name), f"{names[name].id} {_link(names[name], language)}"] for name in sorted(names, key=str.casefold)],
    )


def _shared(entries: list[Metric], language: str) -> Iterator[str]:
    functions = {metric.name: [metric, *siblings(metric)] for metric in entries if siblings(metric)}
    if not functions:
        return
    yield f"## {_TEXTS['shared'][language]}\n"
    rows = []
    for name in sorted(functions):
        members = sorted(functions[name], key=lambda metric: metric.id)
        rows.append([f"`{name}`", "<br>".join(f"{m.id} {_link(m, language)}: `{call(m)}`" for m in members)])
    yield from _rows([_TEXTS[name][language] for name in ("function", "leads")], rows)


def _choices(entries: list[Metric], language: str) -> Iterator[str]:
    chosen = {metric.name: metric for metric in reversed(entries) if choice_text(metric)}
    if not chosen:
        return
    yield f"## {_TEXTS['choices'][language]}\n"
    yield _TEXTS["choices_intro"][language] + "\n"
    heads = [_TEXTS["leads"][language], _TEXTS["function"][language], FIELDS["choices"][language]]
    rows = [[f"{m.id} {_link(m, language)}", f"`{name}`", _cell(choice_text(m))] for name, m in sorted(chosen.items())]
    yield from _rows(heads, rows)


def _branch(branch: str, metrics: list[Metric], language: str) -> Iterator[str]:
    yield f"# {BRANCHES[branch][language]}\n"
    yield f"{GROUPS[metrics[0].group][language]} · [{_TEXTS['back'][language]}]({INDEX})\n"
    for metric in metrics:
        yield f"## {heading(metric, language)}\n"
        other = "zh" if language == "en" else "en"
        yield f"**{getattr(metric, other)}**\n"
        yield _TEXTS["docstring"][language] + _prose(docstring_head(metric)) + "\n"
        yield from _rows(["", ""], list(_definition(metric, language)))


def _definition(metric: Metric, language: str) -> Iterator[list[str]]:
    values = {
        field: _cell(getattr(metric, field)[language]) for field in ("numerator", "denominator", "window", "filter")
    }
    values["unit"] = UNIT_NAMES[metric.unit][language]
    values["formula"] = _code_cell(metric.formula)
    values["aliases"] = _cell((", " if language == "en" else "、").join(metric.aliases))
    values["signature"] = _code_cell(signature(metric))
    values["choices"] = _cell(choice_text(metric))
    values["call"] = _code_cell(call(metric))
    values["siblings"] = "<br>".join(f"{m.id} {_link(m, language)}: `{call(m)}`" for m in siblings(metric))
    for field, text in values.items():
        if text:
            yield [FIELDS[field][language], text]


def heading(metric: Metric, language: str) -> str:
    """What stands above a metric on its branch's page."""
    return f"{metric.id} {getattr(metric, language)}"


def anchor(text: str) -> str:
    """The address of a heading within its page, as GitHub and MyST make it."""
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")


def _link(metric: Metric, language: str) -> str:
    return f"[{_cell(getattr(metric, language))}]({metric.branch}.md#{anchor(heading(metric, language))})"


def _code(name: str) -> bool:
    return re.fullmatch(r"[a-z0-9_]+", name) is not None


def _rows(heads: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _prose(text: str) -> str:
    # Docstrings are reStructuredText: two backticks around code, one around names.
    return re.sub(r"``(.+?)``", r"`\1`", text)


def _cell(text: str) -> str:
    return re.sub(r"([|*<\[\]])", r"\\\1", text)


def _code_cell(text: str) -> str:
    # Inside a table, a bar ends the cell even between backticks.
    escaped = text.replace("|", "\\|")
    return f"`{escaped}`"
