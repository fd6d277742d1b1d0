"""``classroom lint``: measures lessons and exercises by the standard, and names file and cell of what falls short."""

import argparse
import ast
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from statistics import median, quantiles

from classroom.source import SOLUTION_BEGIN, SOLUTION_END, Cell, Chapter, ExerciseSource, Lesson
from storelab.language import LANGUAGES

MEDIAN_LINES = 4
NINTH_DECILE_LINES = 13
LONGEST_CELL_LINES = 20
WIDEST_LINE_CHARACTERS = 110
ENGLISH_WORDS_PER_LINE = (10.0, 15.0)
CHINESE_CHARACTERS_PER_LINE = (15.0, 25.0)
# Who has never programmed needs more words a line.
PRIMER_ENGLISH_WORDS_PER_LINE = (10.0, 22.0)
PRIMER_CHINESE_CHARACTERS_PER_LINE = (15.0, 36.0)
LESSON_MINUTES = (30, 60)
# The last chapter is two in one: team and career, then cases, simulation and certification.
LESSONS = (1, 6)
LEAST_HINTS = 2
QUESTIONS_PER_CHAPTER = 5
GUESS = {"en": "stop and guess", "zh": "先猜一猜"}
# What the opening and the closing of a lesson must say, as words that stand there.
OPENING = {
    "en": ("decision", "you will be able to", "before you start", "minutes"),
    "zh": ("拍板", "学完这一课", "开始之前", "分钟"),
}
CLOSING = {"en": ("decision", "pitfall", "|"), "zh": ("拍板", "容易踩的坑", "|")}
TYPED_PERCENT = re.compile(r"(?<![\w.{])\d+(?:\.\d+)?\s?(?:%|percent\b|per cent\b|个百分点)")
FILLS = re.compile(r"\{\{.*?\}\}")
CODE_SPAN = re.compile(r"`[^`]*`")
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]*\$", re.DOTALL)
HANZI = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff”』》][,;:?!](?!\w)|[\u4e00-\u9fff][,;:?!](?=[\u4e00-\u9fff“])")

Finding = str


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser("lint", help="check chapters against the standard of a lesson", description=__doc__)
    parser.add_argument("chapter", nargs="?", help="number or id of one chapter; all by default")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print findings; 0 when there are none, else 1."""
    from classroom.build.outputs import glossary_terms
    from classroom.source import assignment_ids, find_chapter_id, load_chapter

    names = assignment_ids() if options.chapter is None else [find_chapter_id(options.chapter)]
    terms = glossary_terms()
    findings = []
    for name in names:
        chapter = load_chapter(name)
        findings += lint_chapter(chapter, terms)
        for lesson in chapter.lessons:
            print(f"{name}/{lesson.name}: {describe(lesson)}")
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings in {len(names)} chapters.")
    return 1 if findings else 0


def lint_chapter(chapter: Chapter, terms: dict[str, dict[str, str]]) -> list[Finding]:
    """All findings of a chapter."""
    findings: list[Finding] = []
    # Graded work beside the chapters teaches nothing: it has no lessons, and so no questions on them and no widget.
    teaches = chapter.number is not None
    if teaches and not LESSONS[0] <= len(chapter.lessons) <= LESSONS[1]:
        findings.append(f"{chapter.id}: {len(chapter.lessons)} lessons; a chapter has {LESSONS[0]} to {LESSONS[1]}.")
    for lesson in chapter.lessons:
        for rule in LESSON_RULES:
            findings += rule(lesson)
        findings += _amount_of_prose(lesson, chapter.is_primer)
        findings += _unknown_labels(lesson.cells, terms)
        findings += _chinese_punctuation(lesson.cells)
        findings += _raw_asterisks(lesson.cells)
    findings += _language_pairs(chapter.exercise_cells)
    findings += _chinese_punctuation(chapter.exercise_cells)
    findings += _raw_asterisks(chapter.exercise_cells)
    findings += _unknown_labels(chapter.exercise_cells, terms)
    findings += _exercise_findings(chapter)
    if teaches and not chapter.is_primer:
        findings += _question_findings(chapter)
        findings += _widget_findings(chapter)
    findings += _unwritten(chapter)
    return findings


def _widget_findings(chapter: Chapter) -> Iterator[Finding]:
    if chapter.lessons and not any(cell.metadata.get("widget") for lesson in chapter.lessons for cell in lesson.cells):
        yield f"{chapter.id}: no code cell carries ':widget: true'; a chapter has one widget."


def _unwritten(chapter: Chapter) -> Iterator[Finding]:
    """Marks that ``classroom skeleton`` left for the author."""
    for file in sorted(chapter.folder.rglob("*")):
        if file.suffix in {".md", ".py", ".yml"}:
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
                if "TODO" in line:
                    yield f"{chapter.id}/{file.relative_to(chapter.folder)}, line {number}: still to be written ({line.strip()[:60]})."


def describe(lesson: Lesson) -> str:
    """The measured figures of a lesson in one line."""
    sizes = _code_sizes(lesson)
    lines = sum(sizes)
    if not lines:
        return "no code"
    english, chinese = _prose(lesson, "en"), _prose(lesson, "zh")
    return (
        f"{lines} code lines, median {median(sizes):g} a cell, ninth decile {_ninth_decile(sizes):g}; "
        f"{english / lines:.1f} English words and {chinese / lines:.1f} Chinese characters a code line; {_minutes(lesson)} minutes"
    )


def _code_sizes(lesson: Lesson) -> list[int]:
    """Lines that are not blank, of each code cell that a learner sees."""
    visible = [cell for cell in lesson.code_cells if not cell.metadata.get("facts")]
    return [sum(bool(line.strip()) for line in cell.source.splitlines()) for cell in visible]


def _ninth_decile(sizes: list[int]) -> float:
    return quantiles(sizes, n=10, method="inclusive")[8] if len(sizes) > 1 else float(sizes[0])


def _prose(lesson: Lesson, language: str) -> int:
    """Words (English) or characters (Chinese) of prose; formulas, tables and code spans left out."""
    total = 0
    for cell in lesson.cells:
        if cell.kind != "markdown" or cell.lang != language:
            continue
        text = "\n".join(line for line in cell.source.splitlines() if not line.lstrip().startswith("|"))
        text = CODE_SPAN.sub(" ", FORMULA.sub(" ", FILLS.sub(" 0 ", text)))
        total += len(HANZI.findall(text)) if language == "zh" else len(re.findall(r"[A-Za-z][A-Za-z'-]*|\d+", text))
    return total


def _minutes(lesson: Lesson) -> int:
    return sum(int(cell.metadata.get("minutes", 0)) for cell in lesson.cells if cell.lang == "en")


def _language_pairs(cells: tuple[Cell, ...]) -> Iterator[Finding]:
    """Every English text stands directly before its Chinese one, with the same options."""
    texts = [cell for cell in cells if cell.kind == "markdown"]
    for cell in texts:
        if cell.lang not in LANGUAGES:
            yield f'{cell.place}: a text needs "lang": "en" or "zh".'
    for cell, following in pairwise([*cells, Cell("code", "", {}, cells[0].file, len(cells) + 1)]):
        if cell.kind == "markdown" and cell.lang == "en":
            if following.kind != "markdown" or following.lang != "zh":
                yield f"{cell.place}: no Chinese text follows this English one."
            elif {**cell.metadata, "lang": ""} != {**following.metadata, "lang": ""}:
                yield f"{cell.place}: its options differ from those of the Chinese text after it."
    english = sum(cell.lang == "en" for cell in texts)
    chinese = sum(cell.lang == "zh" for cell in texts)
    if english != chinese:
        yield f"{cells[0].file.name}: {english} English texts, {chinese} Chinese ones."


def _both_languages(lesson: Lesson) -> Iterator[Finding]:
    yield from _language_pairs(lesson.cells)


def _cell_sizes(lesson: Lesson) -> Iterator[Finding]:
    sizes = _code_sizes(lesson)
    if not sizes:
        yield f"{lesson.name}: no code."
        return
    if median(sizes) > MEDIAN_LINES:
        yield f"{lesson.name}: the median code cell has {median(sizes):g} lines; at most {MEDIAN_LINES}."
    if _ninth_decile(sizes) >= NINTH_DECILE_LINES:
        yield f"{lesson.name}: nine in ten code cells stay under {NINTH_DECILE_LINES} lines; here {_ninth_decile(sizes):g}."
    for cell in lesson.code_cells:
        if cell.metadata.get("facts"):
            continue
        lines = sum(bool(line.strip()) for line in cell.source.splitlines())
        if lines > LONGEST_CELL_LINES:
            yield f"{cell.place}: {lines} lines of code in one cell; at most {LONGEST_CELL_LINES}."
        if max(map(len, cell.source.splitlines()), default=0) > WIDEST_LINE_CHARACTERS:
            yield f"{cell.place}: a line of code is wider than {WIDEST_LINE_CHARACTERS} characters; a notebook cuts it off."


def _amount_of_prose(lesson: Lesson, primer: bool) -> Iterator[Finding]:
    lines = sum(_code_sizes(lesson))
    limits = {
        "en": ("English words", PRIMER_ENGLISH_WORDS_PER_LINE if primer else ENGLISH_WORDS_PER_LINE),
        "zh": ("Chinese characters", PRIMER_CHINESE_CHARACTERS_PER_LINE if primer else CHINESE_CHARACTERS_PER_LINE),
    }
    for language, (unit, (low, high)) in limits.items():
        ratio = _prose(lesson, language) / lines if lines else 0
        if not low <= ratio <= high:
            yield f"{lesson.name}: {ratio:.1f} {unit} a code line; {low:g} to {high:g} asked for."


def _opening_and_closing(lesson: Lesson) -> Iterator[Finding]:
    for option, words in (("opening", OPENING), ("closing", CLOSING)):
        for language in LANGUAGES:
            texts = [c.source for c in lesson.cells if c.metadata.get(option) and c.lang == language]
            if not texts:
                yield f"{lesson.name}: no text with \"{option}\": true in '{language}'."
            for word in words[language]:
                if texts and word not in "\n".join(texts).lower():
                    yield f"{lesson.name}: the {option} in '{language}' does not say '{word}'."


def _time(lesson: Lesson) -> Iterator[Finding]:
    if not LESSON_MINUTES[0] <= _minutes(lesson) <= LESSON_MINUTES[1]:
        yield f"{lesson.name}: sections declare {_minutes(lesson)} minutes; {LESSON_MINUTES[0]} to {LESSON_MINUTES[1]} asked for."


def _guesses(lesson: Lesson) -> Iterator[Finding]:
    for language, words in GUESS.items():
        if not any(words in cell.source.lower() for cell in lesson.cells if cell.lang == language):
            yield f"{lesson.name}: no prediction is asked for in '{language}' ('{words}')."


def _typed_numbers(lesson: Lesson) -> Iterator[Finding]:
    """A percentage in prose comes from the data through a fact, unless the cell works an invented example."""
    for cell in lesson.cells:
        if cell.kind != "markdown" or cell.metadata.get("example"):
            continue
        text = CODE_SPAN.sub("", FORMULA.sub("", FILLS.sub("", cell.source)))
        for match in TYPED_PERCENT.finditer(text):
            yield f"{cell.place}: '{match.group()}' is typed; fill it from a :facts: cell, or mark the cell \"example\": true."


def _facts_used(lesson: Lesson) -> Iterator[Finding]:
    """Facts are either filled or asserted; a claim without a guard has no cell."""
    from classroom.build.facts import FILL, fact_names

    filled = {
        match.group(1) for cell in lesson.cells if cell.kind == "markdown" for match in FILL.finditer(cell.source)
    }
    for cell in lesson.code_cells:
        if not cell.metadata.get("facts"):
            continue
        asserted = {
            name.id
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.Assert)
            for name in ast.walk(node)
            if isinstance(name, ast.Name)
        }
        for name in fact_names(cell):
            if name not in filled | asserted and cell.source.count(name) < 2:
                yield f"{cell.place}: the fact '{name}' is neither filled in nor asserted."


def _sections(lesson: Lesson) -> Iterator[Finding]:
    """A section declares rows and minutes, has a heading, code, a picture or table, and prose after it."""
    starts = [i for i, c in enumerate(lesson.cells) if "section" in c.metadata and c.lang == "en"]
    ends = [*starts[1:], next((i for i, c in enumerate(lesson.cells) if c.metadata.get("closing")), len(lesson.cells))]
    if not starts:
        yield f'{lesson.name}: no text declares a section ("section": "...").'
    for start, end in zip(starts, ends, strict=True):
        cells = lesson.cells[start:end]
        first = cells[0]
        if "## " not in first.source:
            yield f"{first.place}: a section begins with a '## ' heading, best a question."
        if "minutes" not in first.metadata:
            yield f"{first.place}: the section declares no minutes."
        code = "\n".join(cell.source for cell in cells if cell.kind == "code" and not cell.metadata.get("facts"))
        if not code:
            yield f"{first.place}: a section without code."
        if not re.search(r"\bplots\.|\bexplore\.|\.plot\(|sns\.", code):
            yield f"{first.place}: a section without a picture or table by plots."
        visible = [cell for cell in cells if not cell.metadata.get("facts")]
        if visible[-1].kind != "markdown":
            yield f"{first.place}: the section ends in code; say what it means for the shop."


def _raw_asterisks(cells: Iterable[Cell]) -> Iterator[Finding]:
    """Bold type that learners would see as asterisks: ``**货到付款（COD）**能``, for Markdown closes no bold type there."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt()
    for cell in cells:
        if cell.kind == "markdown":
            # What a fact is filled with has no bearing on it.
            for block in markdown.parse(re.sub(r"\{\{.*?\}\}", "1", cell.source)):
                for part in block.children or ():
                    if part.type == "text" and "**" in part.content:
                        yield (
                            f"{cell.place}: asterisks would be seen in '{part.content[:40]}'. After punctuation, put a space "
                            "behind the closing ones."
                        )


def _chinese_punctuation(cells: tuple[Cell, ...]) -> Iterator[Finding]:
    """Chinese prose carries full-width punctuation."""
    for cell in cells:
        if cell.kind == "markdown" and cell.lang == "zh":
            text = CODE_SPAN.sub("", FORMULA.sub("", cell.source))
            for match in HALF_WIDTH.finditer(text):
                yield f"{cell.place}: half-width '{match.group()}' in Chinese prose; write the full-width mark."


def _unknown_labels(cells: tuple[Cell, ...], terms: dict[str, dict[str, str]]) -> Iterator[Finding]:
    """Titles and labels of figures are glossary terms, so that one cell draws in either language."""
    for cell in cells:
        if cell.kind != "code" or "plots." not in cell.source:
            continue
        for call in (node for node in ast.walk(_parse(cell)) if isinstance(node, ast.Call)):
            if not ast.unparse(call.func).startswith("plots."):
                continue
            labels = [k.value for k in call.keywords if k.arg in {"title", "xlabel", "ylabel"}]
            for label in labels + call.args[1:2] * (ast.unparse(call.func) != "plots.table"):
                if isinstance(label, ast.Constant) and isinstance(label.value, str) and label.value not in terms:
                    yield f"{cell.place}: '{label.value}' is no term of course/glossary.yml; the figure would speak one language."


def _parse(cell: Cell) -> ast.AST:
    try:
        return ast.parse(cell.source)
    except SyntaxError:
        # A cell with a magic command: IPython reads it, ast does not.
        return ast.parse("")


def _exercise_findings(chapter: Chapter) -> Iterator[Finding]:
    checked = {cell.metadata["check"] for cell in chapter.exercise_cells if "check" in cell.metadata}
    for name, exercise in chapter.exercises.items():
        for language in LANGUAGES:
            if language not in exercise.question:
                yield f"{chapter.id}, exercise '{name}': no question in '{language}'."
        if len(exercise.hints) < LEAST_HINTS:
            yield f"{chapter.id}, exercise '{name}': {len(exercise.hints)} hints; at least {LEAST_HINTS}."
        if any(set(hint) != set(LANGUAGES) for hint in exercise.hints):
            yield f"{chapter.id}, exercise '{name}': a hint lacks a language."
        if name not in checked:
            yield f"{chapter.id}, exercise '{name}': no check cell."
        if _does_something_untouched(exercise):
            yield (
                f"{chapter.id}, exercise '{name}': code of the function stands outside the solution marks, so an untouched "
                "answer would be judged instead of being 'not attempted'. Put it into the question."
            )


def _does_something_untouched(exercise: ExerciseSource) -> bool:
    """Whether the released function holds more than the line to be replaced."""
    kept, inside = [], False
    for line in exercise.answer_code.splitlines():
        mark = line.strip()
        if mark == SOLUTION_BEGIN:
            inside = True
            kept.append(line.replace(SOLUTION_BEGIN, "pass"))
        elif mark == SOLUTION_END:
            inside = False
        elif not inside:
            kept.append(line)
    for node in ast.parse("\n".join(kept)).body:
        if isinstance(node, ast.FunctionDef) and node.name == exercise.id:
            return not all(
                isinstance(step, ast.Pass) or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
                for step in node.body
            )
    return False


def _question_findings(chapter: Chapter) -> Iterator[Finding]:
    if len(chapter.questions) != QUESTIONS_PER_CHAPTER:
        yield f"{chapter.id}: {len(chapter.questions)} concept questions; {QUESTIONS_PER_CHAPTER} asked for."
    for item in chapter.questions:
        place = f"{chapter.id}/questions.yml, question {item.get('id')}"
        if item.get("answer") not in item["options"]:
            yield f"{place}: the answer '{item.get('answer')}' is none of the options."
        texts = [
            item["question"],
            *(o["text"] for o in item["options"].values()),
            *(o["why"] for o in item["options"].values()),
        ]
        if any(not str(text.get(language, "")).strip() for text in texts for language in LANGUAGES):
            yield f"{place}: a text lacks a language."
        for language in LANGUAGES:
            lengths = {letter: len(o["text"][language]) for letter, o in item["options"].items()}
            others = [length for letter, length in lengths.items() if letter != item.get("answer")]
            if item.get("answer") in lengths and lengths[item["answer"]] > 1.6 * max(others):
                yield f"{place}: the right option is by far the longest in '{language}', which gives it away."


LESSON_RULES: tuple[Callable[[Lesson], Iterator[Finding]], ...] = (
    _both_languages,
    _cell_sizes,
    _opening_and_closing,
    _time,
    _guesses,
    _typed_numbers,
    _facts_used,
    _sections,
)
