"""The pages of docs/metrics say what the registry says, in both languages, and their links lead somewhere."""

import re

import pytest

from classroom.build.metric_pages import FOLDER, anchor, metric_pages
from classroom.build.outputs import MANAGED, glossary_terms
from classroom.cli import main
from storelab import metrics
from storelab.definitions import call, choice_text

HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LINK = re.compile(r"\]\(([\w.]+)(?:#([^)]+))?\)")


@pytest.fixture(scope="module")
def pages():
    return {path.removeprefix(f"{FOLDER}/"): content.decode() for path, content in metric_pages().items()}


def section(pages, metric, language):
    text = pages[f"{language}/{metric.branch}.md"]
    return next(part for part in text.split("\n## ") if part.startswith(f"{metric.id} "))


def test_a_page_a_branch_and_an_index_in_each_language(pages):
    branches = {metric.branch for metric in metrics.registry}
    assert set(pages) == {f"{language}/{name}.md" for language in ("en", "zh") for name in {*branches, "README"}}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_metric_is_defined_once_with_all_that_the_registry_says(pages, language):
    for metric in metrics.registry:
        (place,) = [path for path, text in pages.items() if path.startswith(language) and f"\n## {metric.id} " in text]
        assert place == f"{language}/{metric.branch}.md"
        text = section(pages, metric, language).replace("\\", "")
        for field in ("numerator", "denominator", "window", "filter"):
            assert getattr(metric, field)[language] in text
        for said in (metric.en, metric.zh, metric.formula, *metric.aliases, call(metric), choice_text(metric)):
            assert said in text.replace("\\", "")


def test_metrics_that_share_a_function_link_to_each_other(pages):
    for metric in metrics.registry:
        text = section(pages, metric, "en")
        others = [o for o in metrics.registry if o.function is metric.function and o is not metric]
        assert ("| Same function |" in text) == bool(others)
        for other in others:
            assert f"({other.branch}.md#{anchor(f'{other.id} {other.en}')})" in text


def test_the_index_names_what_has_several_definitions(pages):
    english, chinese = pages["en/README.md"], pages["zh/README.md"]
    assert (
        '`conversion_rate` | unit: "visitor", "visit", "buyer" |'
        in english.split("## One name, several definitions")[1]
    )
    assert "M024 [订单转化率]" in chinese.split("## 一个函数，几个指标")[1]
    names = chinese.split("## 全部名称")[1]
    for metric in metrics.registry:
        for name in (metric.en, metric.zh, *metric.aliases):
            assert f"\n| {name} | " in names.replace("\\", "")


def test_every_link_leads_to_a_heading(pages):
    for path, text in pages.items():
        folder = path.split("/")[0]
        for page, place in LINK.findall(text):
            headings = {anchor(found) for found in HEADING.findall(pages[f"{folder}/{page}"])}
            assert not place or place in headings, f"{path}: {page}#{place}"


def test_an_anchor_is_made_as_git_hosts_do():
    assert anchor("M021 Conversion rate (visits)") == "m021-conversion-rate-visits"
    assert anchor("M009 页/访客：均值") == "m009-页访客均值"


def test_tables_are_whole(pages):
    for path, text in pages.items():
        for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            bars = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
            assert len(bars) == 1, f"{path}: {table}"


def test_the_build_writes_the_pages_and_the_check_sees_an_edit(tiny_course, capsys):
    assert FOLDER in MANAGED
    assert main(["build"]) == 0
    page = tiny_course / FOLDER / "zh" / "traffic.md"
    assert "## M006 跳出率" in page.read_text(encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8").replace("跳出率", "逃跑率"), encoding="utf-8")
    (tiny_course / FOLDER / "en" / "old.md").write_text("old", encoding="utf-8")
    assert main(["build", "--check"]) == 1
    report = capsys.readouterr().out
    assert f"differs: {FOLDER}/zh/traffic.md" in report
    assert f"stale: {FOLDER}/en/old.md" in report


def test_the_glossary_has_every_metric_by_its_id_and_by_its_key(tiny_course):
    terms = glossary_terms()
    for metric in metrics.registry:
        assert terms[metric.id] == {"en": metric.en, "zh": metric.zh}
        if not metric.arguments:
            assert terms[metric.key] == {"en": metric.en, "zh": metric.zh}
