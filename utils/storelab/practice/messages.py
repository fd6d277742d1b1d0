"""Everything the checker says, in the learner's language."""

from __future__ import annotations

import numbers
from collections.abc import Sequence
from typing import Any

from storelab.language import language
from storelab.practice.compare import Difference, kind_of

TEXTS: dict[str, dict[str, str]] = {
    # Mistakes in calling the checker itself.
    "unknown_exercise": {
        "en": "There is no exercise '{name}'. Copy the name from the check cell of the exercise.",
        "zh": "没有名为 '{name}' 的练习。请照练习下面检查格里的名字来写。",
    },
    "unknown_exercise_near": {
        "en": "There is no exercise '{name}'. Did you mean {near}?",
        "zh": "没有名为 '{name}' 的练习。你要找的是 {near} 吗？",
    },
    "damaged_file": {
        "en": "The file {file} is damaged ({error}). Download the course again, or run 'make notebooks' in a clone.",
        "zh": "文件 {file} 已损坏（{error}）。请重新下载课程；如果用的是源码，请运行 'make notebooks'。",
    },
    # Headlines.
    "right": {"en": "✔ Right: {points} of {points} points", "zh": "✔ 正确：得 {points} 分，满分 {points} 分"},
    "wrong": {
        "en": "✘ Not yet: {score} of {points} points; {right} of {all} cases right",
        "zh": "✘ 还没对：得 {score} 分，满分 {points} 分；{all} 种情况对了 {right} 种",
    },
    "crashed": {
        "en": "⚠ The code stopped: {score} of {points} points; {right} of {all} cases right",
        "zh": "⚠ 程序中途停下了：得 {score} 分，满分 {points} 分；{all} 种情况对了 {right} 种",
    },
    "not attempted": {"en": "○ Not attempted yet", "zh": "○ 还没有作答"},
    "checked": {"en": "Checked: {titles}.", "zh": "检查过的情况：{titles}。"},
    "checked_hidden": {
        "en": "Checked: {titles}, and {count} other shops.",
        "zh": "检查过的情况：{titles}，另外还有 {count} 家别的店。",
    },
    "missing": {"en": "Missing: {titles}.", "zh": "还差：{titles}。"},
    "hidden": {
        "en": "With the data of other shops {right} of {all} cases were right.",
        "zh": "换成别的店的数据，{all} 种情况对了 {right} 种。",
    },
    "hidden_only": {
        "en": "All the cases you can see are right. Does the answer use something that holds only for these inputs?",
        "zh": "看得到的情况都算对了。想一想：代码里有没有只适合这几组数据的写法？",
    },
    "edges_wait": {
        "en": "Edge cases earn points once an ordinary case is right.",
        "zh": "先算对至少一种普通情况，边界情况才开始计分。",
    },
    # Not attempted.
    "no_name": {
        "en": "There is no `{name}` yet. Run the cell with your answer first, then this one.",
        "zh": "还没有找到 `{name}`。请先运行写答案的那一格，再运行这一格。",
    },
    "no_name_for_an_error": {
        "en": "The cell with your answer stopped with {error}, so there is no `{name}`. Its last red line says what is wrong.",
        "zh": "写答案的那一格报错停下了（{error}），所以没有 `{name}`。红字的最后一行写着错在哪里。",
    },
    "old_version": {
        "en": "Careful: the cell with your answer has just stopped with an error, so it changed nothing. What is checked here is "
        "the version of `{name}` before it. Mend the red cell, run it, then check again.",
        "zh": "注意：写答案的那一格刚才报错停下了，什么也没改成。这里检查的是在那之前的 `{name}`。请先改好出红字的那一格，运行通过，再来检查。",
    },
    "empty": {
        "en": "`{name}` holds no code of yours yet. Put your answer in place of the line with the pencil ✎, "
        "run that cell, then this one.",
        "zh": "`{name}` 里还没有你的代码。请把带铅笔 ✎ 的那一行换成你的答案，运行那一格，再来检查。",
    },
    "no_function": {
        "en": "`{name}` should be a function, and now it is {kind}. Perhaps a later cell uses the same name for something "
        "else: rename it there, and run the answer cell again.",
        "zh": "`{name}` 应该是一个函数，现在却是{kind}。可能后面的格子用了同一个名字：请在那里换个名字，再运行一次答案格。",
    },
    # Crashed.
    "case": {"en": "Case “{title}”: {text}", "zh": "情况“{title}”：{text}"},
    "stopped_line": {
        "en": "your line {number} stopped with {type}: {words}",
        "zh": "你的第 {number} 行出错了，{type}：{words}",
    },
    "stopped": {"en": "the function stopped with {type}: {words}", "zh": "函数出错停下了，{type}：{words}"},
    "unrunnable": {
        "en": "`{name}` is called with {inputs}, by name, and that did not fit ({words}). "
        "Keep the first line of the question: `def {name}({plain}):`",
        "zh": "检查时会按名字传入 {inputs}，而你的函数接不住（{words}）。请保留题目给出的第一行：`def {name}({plain}):`",
    },
    "timeout": {
        "en": "still not finished after {seconds} seconds. Is there a loop that never ends?",
        "zh": "过了 {seconds} 秒还没算完。是不是有一个停不下来的循环？",
    },
    "skipped": {"en": "not run, the time was used up before.", "zh": "时间已用完，没有运行。"},
    "help_KeyError": {
        "en": "Python looked for {words} and did not find it: compare the names of columns and labels with those in the question. "
        "(Headings in the lessons' tables are translated; code needs the column's own name.)",
        "zh": "Python 找不到 {words}：请对照题目，检查列名和标签有没有写错。（课文里表头的中文是翻译，代码要写英文列名。）",
    },
    "help_NameError": {
        "en": "A name that the function uses is not defined: put it into the answer cell, or check its spelling.",
        "zh": "函数里用到了一个没有定义的名字：请在答案格里定义它，或者检查拼写。",
    },
    "help_ZeroDivisionError": {
        "en": "The number below the line is zero here. The question says what the answer is then.",
        "zh": "这里的分母是 0。题目里写了这时该返回什么。",
    },
    "help_duration": {
        "en": "A time minus a time is a duration, and no duration compares with a number. Make hours of it first: "
        "`.dt.total_seconds() / 3600`.",
        "zh": "时间减时间，得到的是时长，不能直接和数比大小。请先换算成小时：`.dt.total_seconds() / 3600`。",
    },
    "help_argument": {
        "en": "A function was called with too little in its brackets: {words} names what is missing.",
        "zh": "调用函数时，括号里少放了东西。少的是什么，写在这句话的末尾：{words}",
    },
    "help_IndentationError": {
        "en": "The lines below `def` begin with four spaces, all of them alike.",
        "zh": "`def` 下面的行，开头都要空四格，而且要对齐。",
    },
    "help_brackets": {
        "en": "There is a full-width sign (a Chinese bracket, comma or quote) in the code: type it again in half-width.",
        "zh": "代码里有中文（全角）的括号、逗号或引号：请切换到英文输入法，重新打一遍。",
    },
    "help_SyntaxError": {
        "en": "The sentence itself is wrong: count the brackets and quotes, and look for the colon after `def (...)`.",
        "zh": "句子本身写错了：数一数括号和引号是不是成对，再看 `def ……(……)` 后面有没有冒号。",
    },
    "help_StoreLabError": {
        "en": "The library of the course stopped here, because of what it was given. If nothing was left to draw, your filters "
        "took every row away: look at their boundaries.",
        "zh": "是课程的库在这里停下的，原因在传给它的数据。如果没有可画的，就是筛选时一行也没留下：看看筛选的界限。",
    },
    "mutated": {
        "en": "your function changed its input {names}. The shop's table must stay as it is: start with "
        "`{first} = {first}.copy()`.",
        "zh": "你的函数改动了传入的 {names}。店里的原表不能动：开头先写 `{first} = {first}.copy()`。",
    },
    "mutated_nested": {
        "en": "your function changed its input {names}. It must stay as it is: work on a copy. `{first}.copy()` does not "
        "copy the lists in it; `copy.deepcopy({first})` (after `import copy`) does, or make a new list where you need one.",
        "zh": "你的函数改动了传入的 {names}。它要保持原样：在副本上改。`{first}.copy()` 不会复制里面的列表；"
        "`copy.deepcopy({first})`（先 `import copy`）会，或者要改哪个列表就另做一个新的。",
    },
    "printed": {"en": "Your function printed:", "zh": "你的函数打印了："},
    # Misconceptions.
    "looks_like": {"en": "It looks like this: {message}", "zh": "很可能是这样：{message}"},
    "input": {"en": "The input `{name}` of this case:", "zh": "这种情况传入的 `{name}`："},
    # Differences.
    "value": {"en": "yours {given}, expected {wanted}", "zh": "你的结果是 {given}，应为 {wanted}"},
    "more": {"en": " (and {count} more values differ)", "zh": "（另有 {count} 个值不同）"},
    "type": {
        "en": "you returned {given}; {wanted} is asked for.",
        "zh": "你返回的是{given}，题目要的是{wanted}。",
    },
    "no_return": {
        "en": "your function returned nothing; {wanted} is asked for. Did you forget `return`?",
        "zh": "函数没有返回任何东西，题目要的是{wanted}。是不是忘了写 `return`？",
    },
    "column_type": {"en": "holds {given}, and {wanted} are asked for", "zh": "里面是{given}，题目要的是{wanted}"},
    "length": {"en": "it has {given} entries, expected {wanted}", "zh": "有 {given} 项，应为 {wanted} 项"},
    "shape": {"en": "its shape is {given}, expected {wanted}", "zh": "形状是 {given}，应为 {wanted}"},
    "rows": {"en": "there are {given} rows, expected {wanted}", "zh": "有 {given} 行，应为 {wanted} 行"},
    "numbering": {
        "en": "the rows are labelled {given} and should only be numbered 0, 1, 2, …: `reset_index()` makes labels a column",
        "zh": "行标签是 {given}，应该只是 0、1、2……的编号：用 `reset_index()` 可以把标签变成一列",
    },
    "labels_wanted": {
        "en": "the rows are numbered and should be labelled {wanted}: `set_index()` makes a column the labels",
        "zh": "行只有编号，应该以 {wanted} 这样的值作标签：用 `set_index()` 可以把一列变成行标签",
    },
    "levels": {
        "en": "the index has {given} levels, expected {wanted}",
        "zh": "索引有 {given} 层，应为 {wanted} 层",
    },
    "row_order": {
        "en": "the right rows in another order: row {number} is {given}, expected {wanted}",
        "zh": "行都对，顺序不同：第 {number} 行是 {given}，应为 {wanted}",
    },
    "missing_columns": {"en": "column {names} is missing", "zh": "缺少名为 {names} 的列"},
    "extra_columns": {"en": "column {names} is not asked for", "zh": "多了名为 {names} 的列"},
    "missing_keys": {"en": "key {names} is missing", "zh": "缺少键 {names}"},
    "extra_keys": {"en": "key {names} is not asked for", "zh": "多了键 {names}"},
    "missing_rows": {"en": "the row of {names} is missing", "zh": "缺少标签为 {names} 的行"},
    "extra_rows": {"en": "the row of {names} is not asked for", "zh": "多了标签为 {names} 的行"},
    "missing_items": {"en": "{names} is missing", "zh": "缺少 {names}"},
    "extra_items": {"en": "{names} does not belong there", "zh": "多了 {names}"},
    "near": {"en": "; did you mean it by {near}?", "zh": "；{near} 是不是就是它？"},
    "old_numbers": {
        "en": "; `reset_index(drop=True)` renumbers the rows without keeping the old numbers as a column",
        "zh": "；用 `reset_index(drop=True)` 重新编号，旧的行号就不会变成一列",
    },
    "in_index": {
        "en": "; it is in the index: `reset_index()` makes it a column",
        "zh": "；它现在是索引：用 `reset_index()` 可以变成一列",
    },
    "error_wanted": {
        "en": "a {wanted} should be raised here, and a value was returned",
        "zh": "这里应该抛出 {wanted}，你却返回了一个值",
    },
    "other_error": {"en": "{given} was raised, expected {wanted}", "zh": "抛出的是 {given}，应为 {wanted}"},
    "unreadable": {"en": "the result cannot be read ({words})", "zh": "结果无法读取（{words}）"},
    "property": {"en": "this does not hold: {text}", "zh": "没有做到：{text}"},
    "key": {"en": "this is not the right choice.", "zh": "选得不对。"},
    "chart_empty": {
        "en": "the chart shows no bars, lines or points. Perhaps your filters left no row to draw: look at their boundaries.",
        "zh": "图上没有柱子、线或点。也许筛选以后一行也没剩下：看看筛选的界限。",
    },
    "chart_places": {
        "en": "the marks stand at other places than the data{missing}{extra}",
        "zh": "图上的位置和数据对不上{missing}{extra}",
    },
    "chart_missing": {"en": "; missing: {names}", "zh": "；缺少 {names}"},
    "chart_extra": {"en": "; too many: {names}", "zh": "；多了 {names}"},
    "chart_series": {
        "en": "the chart shows {given} series of marks, expected {wanted}",
        "zh": "图上有 {given} 组数据，应为 {wanted} 组",
    },
    "chart_title": {"en": "the chart has no title.", "zh": "图没有标题。"},
    "chart_xlabel": {"en": "the horizontal axis has no label.", "zh": "横轴没有名称。"},
    "chart_ylabel": {"en": "the vertical axis has no label.", "zh": "纵轴没有名称。"},
    "chart_zero": {
        "en": "the bars do not start at zero, so their lengths mislead.",
        "zh": "柱子没有从 0 开始，长短会误导人。",
    },
    "chart_legend": {
        "en": "there are several series and no legend that tells them apart.",
        "zh": "图上有几组数据，却没有图例来区分。",
    },
    # Places.
    "row": {"en": "row {number}", "zh": "第 {number} 行"},
    "row_named": {"en": "row {number} ({label})", "zh": "第 {number} 行（{label}）"},
    "column": {"en": "column {label}", "zh": "{label} 列"},
    "key_place": {"en": "key {label}", "zh": "键 {label}"},
    "item": {"en": "entry {label}", "zh": "第 {label} 项"},
    "mark": {"en": "the mark at {label}", "zh": "图上标着 {label} 的地方"},
    # Concept questions.
    "choices_answered": {
        "en": "● All {all} questions answered. They are not marked here: right or wrong, and the reasons, come with your marks. "
        "Whoever learns alone finds both in the instructor's copy of the course.",
        "zh": "● 全部 {all} 题都已作答。这里不批改：对错和理由跟成绩一起公布；自学的，请看课程的教师版。",
    },
    "choices_open": {
        "en": "✘ Not complete: {right} of {all} questions answered",
        "zh": "✘ 还没答完：{all} 题答了 {right} 题",
    },
    "choices_wrong": {
        "en": "✘ {score} of {points} points; {right} of {all} questions right",
        "zh": "✘ 得 {score} 分，满分 {points} 分；{all} 题对了 {right} 题",
    },
    "choice_open": {"en": "Question {id} has no answer yet.", "zh": "第 {id} 题还没有作答。"},
    "choice_odd": {
        "en": "Question {id}: {given} is not one of {options}.",
        "zh": "第 {id} 题：{given} 不在选项 {options} 之中。",
    },
    "choice_wrong": {"en": "Question {id}, your answer {given}: {why}", "zh": "第 {id} 题，你选了 {given}：{why}"},
    "choice_unknown": {
        "en": "There is no question {id} here: its answer is not counted.",
        "zh": "这里没有第 {id} 题，这个答案不计。",
    },
    "choices_type": {
        "en": "`{name}` should be a dictionary from question to letter, such as {example}; now it is {kind}.",
        "zh": "`{name}` 应该是一个从题号到选项的字典，例如 {example}；现在是{kind}。",
    },
    # Hints and answers.
    "hint": {"en": "**Hint {number} of {all}.** {text}", "zh": "**提示 {number}/{all}。** {text}"},
    "no_hints": {"en": "This exercise has no hints.", "zh": "这道练习没有提示。"},
    "hints_used": {
        "en": "You have seen all {all} hints of this exercise. Here they are again:",
        "zh": "这道练习的 {all} 条提示都看过了。再列一遍：",
    },
    "no_answers": {
        "en": "Model answers are not part of this copy of the course: your class gets them from its instructor.",
        "zh": "这一份课程不含参考答案，请向你的老师索取。",
    },
    "answer_later": {
        "en": 'The model answer opens after your own attempt: write one, run it, and run `check("{name}")` once. '
        "It need not be right.",
        "zh": '先自己试一次，参考答案才会打开：写好代码并运行，再运行一次 `check("{name}")`，不要求做对。',
    },
    "answer": {
        "en": "**A model answer.** Yours may differ and be as good.",
        "zh": "**参考答案。** 写法不同也可以一样好。",
    },
}

# Errors whose type says too little: a piece of their words tells more.
HELP_BY_WORDS: tuple[tuple[str, str, str], ...] = (
    ("TypeError", "timedelta64", "help_duration"),
    ("TypeError", "required positional argument", "help_argument"),
    ("SyntaxError", "invalid character", "help_brackets"),
)

KINDS: dict[str, dict[str, str]] = {
    "nothing": {"en": "nothing (None)", "zh": "空值（None）"},
    "missing": {"en": "a missing value", "zh": "缺失值"},
    "frame": {"en": "a table (DataFrame)", "zh": "一张表（DataFrame）"},
    "series": {"en": "a column (Series)", "zh": "一列（Series）"},
    "index": {"en": "an Index", "zh": "一个 Index"},
    "array": {"en": "a NumPy array", "zh": "一个 NumPy 数组"},
    "list": {"en": "a list", "zh": "一个列表"},
    "tuple": {"en": "a tuple", "zh": "一个元组"},
    "dict": {"en": "a dictionary", "zh": "一个字典"},
    "set": {"en": "a set", "zh": "一个集合"},
    "number": {"en": "a number", "zh": "一个数"},
    "boolean": {"en": "True or False", "zh": "True 或 False"},
    "text": {"en": "a text", "zh": "一段文字"},
    "time": {"en": "a date or time", "zh": "一个日期或时间"},
    "duration": {"en": "a duration", "zh": "一段时长"},
    "period": {"en": "a period", "zh": "一个时期（Period）"},
    "interval": {"en": "an interval", "zh": "一个区间（Interval）"},
    "chart": {"en": "a chart (Axes)", "zh": "一张图（Axes）"},
}

PLURALS: dict[str, dict[str, str]] = {
    "number": {"en": "numbers", "zh": "数"},
    "boolean": {"en": "True and False", "zh": "True 和 False"},
    "text": {"en": "texts", "zh": "文字"},
    "time": {"en": "dates or times", "zh": "日期或时间"},
    "duration": {"en": "durations", "zh": "时长"},
    "period": {"en": "periods", "zh": "时期（Period）"},
    "interval": {"en": "intervals", "zh": "区间（Interval）"},
    "list": {"en": "lists", "zh": "列表"},
    "tuple": {"en": "tuples", "zh": "元组"},
    "set": {"en": "sets", "zh": "集合"},
    "dict": {"en": "dictionaries", "zh": "字典"},
}


def say(key: str, **details: Any) -> str:
    """A sentence in the learner's language."""
    return TEXTS[key][language()].format(**details)


def help_with(error: str, words: str) -> str:
    """What an error of this type and words means for a beginner; empty where nothing is known."""
    key = next((key for sort, piece, key in HELP_BY_WORDS if sort == error and piece in words), f"help_{error}")
    return say(key, words=words) if key in TEXTS else ""


def name_kind(kind: str, table: dict[str, dict[str, str]] = KINDS) -> str:
    """The name of a sort of value, such as "a DataFrame"."""
    if kind in table:
        return table[kind][language()]
    plain = kind.removeprefix("other:")
    return f"an object of type {plain}" if language() == "en" else f" {plain} 类型的对象"


def join(parts: Sequence[str]) -> str:
    """Join words by the comma of the language."""
    return (", " if language() == "en" else "、").join(parts)


def show(value: Any) -> str:
    """A value as a learner would write it, short."""
    kind = kind_of(value)
    if kind in ("nothing", "missing"):
        return "None" if value is None else str(value)
    if kind == "number":
        return number(value)
    if kind == "text":
        return f"“{_short(value)}”"
    if isinstance(value, tuple):
        return f"({', '.join(show(part) for part in value)})"
    if kind in ("time", "duration", "period", "interval", "boolean"):
        return str(value)
    return _short(repr(value))


def number(value: Any, digits: int = 6) -> str:
    """A number without needless digits."""
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Real):
        real = float(value)
        if abs(real) < 1e15 and real.is_integer():
            return str(int(real))
        return "NaN" if real != real else f"{real:.{digits}g}"
    return str(value)


def two(given: Any, wanted: Any) -> tuple[str, str]:
    """Two values that differ, with as many digits as it takes to see it."""
    if kind_of(given) == kind_of(wanted) == "number":
        for digits in (4, 6, 9, 12, 17):
            first, second = number(given, digits), number(wanted, digits)
            if first != second:
                return first, second
    return show(given), show(wanted)


def points(value: float) -> str:
    """Points without needless zeros: 3, 2.5, 0.67."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def difference(found: Difference) -> str:
    """A difference in words, the place first."""
    details = dict(found.details)
    place = _place(found.place)
    text = _difference_text(found.kind, details)
    if not place:
        return text
    return f"{place}: {text}" if language() == "en" else f"{place}：{text}"


def _difference_text(kind: str, details: dict[str, Any]) -> str:
    if kind == "value":
        given, wanted = two(details["given"], details["wanted"])
        text = say("value", given=given, wanted=wanted)
        return text + (say("more", count=details["more"]) if details.get("more") else "")
    if kind == "type":
        wanted = name_kind(details["wanted"])
        if details["given"] == "nothing":
            return say("no_return", wanted=wanted)
        return say("type", given=name_kind(details["given"]), wanted=wanted)
    if kind == "column_type":
        return say(kind, given=name_kind(details["given"], PLURALS), wanted=name_kind(details["wanted"], PLURALS))
    if kind.endswith("_names"):
        return _names_text(kind.removesuffix("_names"), details)
    if kind == "property":
        return say("property", text=details["message"][language()])
    if kind == "chart_places":
        missing, extra = _some(details["missing"]), _some(details["extra"])
        return say(
            kind,
            missing=say("chart_missing", names=missing) if missing else "",
            extra=say("chart_extra", names=extra) if extra else "",
        )
    if kind in ("numbering", "labels_wanted"):
        return say(kind, **{name: _some(labels) for name, labels in details.items()})
    if kind == "row_order":
        return say(kind, number=details["number"], given=show(details["given"]), wanted=show(details["wanted"]))
    return say(kind, **details)


def _names_text(what: str, details: dict[str, Any]) -> str:
    missing, extra = details["missing"], details["extra"]
    # With several missing a likeness is more often chance than a slip.
    near = details["near"].get(missing[0]) if len(missing) == 1 else None
    explained = bool(near or details.get("in_index"))
    parts = []
    if missing:
        text = say(f"missing_{what}", names=_some(missing))
        if details.get("in_index"):
            text += say("in_index")
        elif near:
            text += say("near", near=near)
        parts.append(text)
    if extra and not explained:
        parts.append(say(f"extra_{what}", names=_some(extra)) + (say("old_numbers") if extra == ["index"] else ""))
    return ("; " if language() == "en" else "；").join(parts)


def _place(place: Sequence[tuple[str, Any]]) -> str:
    words = []
    for sort, label in place:
        if sort == "row":
            row, name = label
            words.append(say("row", number=row) if name is None else say("row_named", number=row, label=_plain(name)))
        elif sort == "key":
            words.append(say("key_place", label=_plain(label)))
        else:
            words.append(say(sort, label=_plain(label)))
    return (", " if language() == "en" else "，").join(words)


def _plain(label: Any) -> str:
    return _short(label) if isinstance(label, str) else show(label)


def _some(labels: Sequence[Any], count: int = 4) -> str:
    words = [show(label) for label in labels[:count]]
    return join(words) + (" …" if len(labels) > count else "")


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
