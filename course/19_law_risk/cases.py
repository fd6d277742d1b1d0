"""Cases of chapter 19: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math
import re
from itertools import pairwise

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World


def slip(exercise: Exercise, name: str, function, en: str, zh: str) -> None:
    """Declare a wrong answer that is one argument away from the right one."""
    function.__name__ = function.__qualname__ = name
    exercise.wrong(en=en, zh=zh)(function)


def slips(exercise: Exercise, solve, *entries: tuple) -> None:
    """Declare wrong answers from (name, arguments that are wrong, text, text)."""
    for name, options, en, zh in entries:
        slip(exercise, name, lambda *args, _o=options, **inputs: solve(*args, **inputs, **_o), en, zh)


# --- screen_listings: the longest word, and phrases in which it is harmless -------------------------------------------

screen_listings = Exercise(points=3, compare="equal", tolerance=1e-9)
HITS = ["listing", "word", "start", "end"]


@screen_listings.example
def tea_by_hand():
    inputs = {
        "texts": pd.Series(["Best ever! Best before 2027, second best"], index=["tea"]),
        "banned": ["best", "best ever"],
        "allow": ["best before"],
    }
    return inputs, pd.DataFrame([("tea", "best ever", 0, 9), ("tea", "best", 36, 40)], columns=HITS)


SHELF = pd.Series(
    {
        "pan": "Cheapest pan of all, the cheapest you'll find. NO.1 in woks",
        "mug": "First use: rinse. First choice of cooks, never fades",
        "lamp": "A plain lamp, no 1 boast here; cheapest-looking no.11",
        "cup": "The first user keeps it; first user manual inside",
        "bag": None,
    }
)
WORDS = ["cheapest", "first", "first choice", "first user", "No.1", "never"]
PHRASES = ["First use", "cheapest-looking"]


@screen_listings.visible(en="five listings", zh="五个链接")
def five_listings():
    return {"texts": SHELF, "banned": WORDS, "allow": PHRASES}


@screen_listings.visible(en="Chinese texts, listings out of order", zh="中文文案，链接没排顺序")
def chinese_texts():
    texts = pd.Series(
        {
            "k9": "仅剩最后三件，全网最低价，最好用",
            "k2": "第一次使用请先冲洗，销量第一，第一名",
            "k5": "最大承重八十公斤，顶级材料，最后最后三件",
            "k1": "国家级工艺，最最好",
        }
    )
    return {
        "texts": texts,
        "banned": ["最", "最好", "第一", "顶级", "国家级", "第一名"],
        "allow": ["最后三件", "第一次使用", "最大承重"],
    }


@screen_listings.visible(edge=True, en="a hit that sticks out of the allowed phrase", zh="命中露出放行短语一截")
def sticks_out():
    texts = pd.Series(
        {"a": "first user", "b": "my first use, first users", "c": "at first used", "d": "first user-list"}
    )
    return {"texts": texts, "banned": ["first user", "first", "r-list"], "allow": ["first use"]}


@screen_listings.visible(
    edge=True, en="one allowed phrase twice, overlapping itself", zh="同一放行短语出现几次，还互相重叠"
)
def phrases_overlap():
    return {
        "texts": pd.Series({"a": "aa-aa-aa best", "b": "x aa-aa, x-aa aa-aa"}),
        "banned": ["-aa", "best"],
        "allow": ["aa-aa"],
    }


@screen_listings.visible(edge=True, en="a dropped hit is used up", zh="去掉的命中也占了位置")
def used_up():
    texts = pd.Series({"z": "best beef, best before", "k": "best cup", "a": "the best bet", "m": "first useful"})
    return {"texts": texts, "banned": ["best", "t beef", "first", "st useful"], "allow": ["best be", "first use"]}


@screen_listings.visible(edge=True, en="a word with a dot and one with brackets", zh="词里有点、有括号")
def dots_and_brackets():
    texts = pd.Series({"a": "No.1 (best) and no41", "b": "best) or (BEST)", "c": "a+b is not aab"})
    return {"texts": texts, "banned": ["no.1", "(best)", "a+b"], "allow": ["no.10"]}


@screen_listings.visible(edge=True, en="hits that touch", zh="命中紧挨着")
def hits_that_touch():
    return {"texts": pd.Series({"a": "bestbestest best"}), "banned": ["best", "bestest", "test"], "allow": []}


@screen_listings.visible(edge=True, en="no banned words", zh="没有敏感词")
def no_banned_words():
    return {"texts": SHELF, "banned": [], "allow": PHRASES}


@screen_listings.visible(edge=True, en="nothing to mark", zh="什么也没命中")
def nothing_to_mark():
    return {"texts": pd.Series({"a": "a plain cup", "b": None}), "banned": ["best"], "allow": ["cup"]}


@screen_listings.visible(edge=True, en="no texts", zh="没有文案")
def no_texts():
    return {"texts": pd.Series([], index=pd.Index([], dtype=object), dtype=object), "banned": ["best"], "allow": []}


@screen_listings.hidden(worlds=3)
def other_pages(world: World):
    texts = world.table("page_texts").sample(60, random_state=world.rng)
    terms = world.table("screen_terms")
    both = pd.concat(
        [texts.set_index("text_id")["text"], texts.set_index("text_id")["text_en"].add_suffix("e", axis=0)]
    )
    both.index = [f"L{name}" for name in both.index]
    banned = [*terms.loc[terms["verdict"] == "banned", "term"], "no.", "the", "the lowe$t", "first"]
    allowed = [*terms.loc[terms["verdict"] == "allowed", "term"], "the page", "first use"]
    return {"texts": both, "banned": banned, "allow": allowed}


@screen_listings.invariant(en="Each hit spells its word.", zh="每个命中都拼得出那个词。")
def hits_spell_words(result, texts, **inputs):
    return all(texts[row.listing][row.start : row.end].lower() == row.word.lower() for row in result.itertuples())


def marked(
    texts, banned, allow, *, longest=True, fold=True, escape=True, overlap=False, wholly=True, drop=True, every=True,
    blank=False, word="banned", one=None, closed=False, fold_allow=True, cut=False, index=False, by_list=False,
    whole_words=False, skipping=False, by_name=False,
):  # fmt: skip
    """Hits of a screen; the arguments are the ways to get a rule wrong."""
    rows = []
    listed = sorted(banned, key=len, reverse=True) if longest else list(banned)
    for listing, text in texts.dropna().items():
        low = text.lower() if fold else text
        searched = low
        phrases = [phrase.lower() if fold and fold_allow else phrase for phrase in allow]
        free = []
        for phrase in phrases:
            places = [n for n in range(len(low)) if low.startswith(phrase, n)]
            if skipping:
                places = [m.start() for m in re.finditer(re.escape(phrase), low)]
            if not every:
                places = places[:1]
            free += [(n, n + len(phrase)) for n in places]
            if blank:
                searched = searched.replace(phrase, "\0" * len(phrase))
            if cut:
                searched = searched.replace(phrase, "")
        found = []
        patterns = [(re.escape(item.lower() if fold else item) if escape else item.lower(), item) for item in listed]
        if whole_words:
            patterns = [(rf"\b{pattern}\b", item) for pattern, item in patterns]
        if overlap or by_list:
            for pattern, item in patterns:
                found += [(m.start(), m.end(), item) for m in re.finditer(pattern, searched)]
            if overlap:
                found.sort(key=lambda hit: hit[:2])
        elif patterns:
            joined = "|".join(f"({pattern})" for pattern, _ in patterns)
            for m in re.finditer(joined, searched):
                found.append((m.start(), m.end(), patterns[m.lastindex - 1][1]))
        kept = []
        for first, last, item in found:
            inside = any((a <= first and last <= b) if wholly else (first < b and a < last) for a, b in free)
            if not (inside and drop):
                shown = {"banned": item, "text": text[first:last], "low": item.lower()}[word]
                kept.append((listing, shown, first, last - 1 if closed else last))
        rows += kept[:1] if one == "text" else kept
    table = pd.DataFrame(rows, columns=HITS)
    if by_name:
        table = table.sort_values(["listing", "start"]).reset_index(drop=True)
    return table.set_index("listing") if index else table


@screen_listings.right
def one_pattern_for_all(texts, banned, allow):
    return marked(texts, banned, allow)


@screen_listings.right
def letter_by_letter(texts, banned, allow):
    rows = []
    for name in texts.index[texts.notna()]:
        low, place = texts[name].lower(), 0
        while place < len(low):
            here = [word for word in banned if low.startswith(word.lower(), place)]
            if not here:
                place += 1
                continue
            word = max(here, key=len)
            end = place + len(word)
            inside = False
            for phrase in allow:
                for begin in range(max(0, end - len(phrase)), place + 1):
                    inside = inside or low.startswith(phrase.lower(), begin)
            if not inside:
                rows.append({"listing": name, "word": word, "start": place, "end": end})
            place = end
    return pd.DataFrame(rows, columns=HITS)


slips(
    screen_listings, marked,
    ("first_in_the_list", {"longest": False}, "Where two words begin at one place, the one that stands first in the list was taken. The longest counts.", "两个词从同一处开始时，取了列表里排前面的。要取最长的。"),
    ("capitals_matter", {"fold": False}, "Capital and small letters were told apart. `Cheapest` is `cheapest`.", "区分了大小写。`Cheapest` 就是 `cheapest`。"),
    ("dot_is_any_letter", {"escape": False}, "Dots, plus signs and brackets were read as signs of a pattern. They are plain text: `re.escape`.", "点、加号、括号当成了正则符号。它们就是字面：用 `re.escape`。"),
    ("overlapping_hits", {"overlap": True}, "Each word was searched by itself, so hits overlap. Behind a hit the search goes on.", "每个词各找各的，命中就重叠了。要从命中后面接着找。"),
    ("word_by_word", {"by_list": True}, "Each word was searched by itself, one after the other. Hits overlap, and stand in the order of the list.", "一个词一个词地找，命中重叠了，先后也成了列表的先后。"),
    ("touching_is_enough", {"wholly": False}, "A hit that only touches an allowed phrase was dropped. It has to lie wholly inside.", "只碰到放行短语的命中也去掉了。要整个落在里面才去掉。"),
    ("allow_list_forgotten", {"drop": False}, "Hits inside allowed phrases are still there. Drop them.", "放行短语里面的命中还在。要去掉。"),
    ("first_occurrence_only", {"every": False}, "Only the first place of each allowed phrase was looked up. Every occurrence excuses its hits.", "每个放行短语只看了第一次出现。每一处都能放行。"),
    ("overlapping_phrases_skipped", {"skipping": True}, "Occurrences of an allowed phrase that overlap were skipped. `finditer` goes on behind each; look one letter further.", "互相重叠的放行短语漏看了。`finditer` 会从后面接着找；要往后挪一个字再找。"),
    ("sorted_by_listing", {"by_name": True}, "The rows are sorted by listing. They stand in the order of `texts`.", "行按链接名排了。要照 `texts` 给的先后。"),
    ("phrases_blanked_first", {"blank": True}, "Allowed phrases were blanked before the search. A longer word that sticks out of the phrase is lost that way: find hits first.", "先把放行短语抹掉再找，露出一截的长词就找不到了。要先找命中。"),
    ("phrases_cut_out", {"cut": True}, "Allowed phrases were cut out of the text before the search. Places shift, and words grow together that were apart.", "先把放行短语从文案里剪掉再找，位置全挪了，原来不挨着的字也粘到了一起。"),
    ("word_as_in_the_text", {"word": "text"}, "`word` stands as in the text. It should stand as in `banned`.", "`word` 照文案里的写法了。要照 `banned` 里的写法。"),
    ("word_in_small_letters", {"word": "low"}, "`word` stands in small letters. It should stand as in `banned`.", "`word` 变成小写了。要照 `banned` 里的写法。"),
    ("one_hit_a_text", {"one": "text"}, "Only the first hit of each text is there. All hits are asked for.", "每条文案只有第一个命中。要全部命中。"),
    ("end_is_the_last_letter", {"closed": True}, "`end` is the place of the last letter. It is the place behind it, as in `text[start:end]`.", "`end` 写成了最后一个字的位置。应该是它后面的位置，像 `text[start:end]`。"),
    ("phrases_with_capitals", {"fold_allow": False, "fold": True}, "Allowed phrases were compared with capitals. Small letters are the same there, too.", "放行短语区分了大小写。这里同样不分。"),
    ("whole_words_only", {"whole_words": True}, "Only whole words were found. `best` counts inside `bestest`, and Chinese has no gaps.", "只找了独立的词。`bestest` 里的 `best` 也算，中文更没有空格。"),
    ("listing_as_index", {"index": True}, "`listing` is the index. It is a column; the index is 0, 1, 2.", "`listing` 成了索引。它是一列，索引是 0、1、2。"),
)  # fmt: skip


@screen_listings.wrong(
    en="The search went on inside a hit that was dropped. A dropped hit is used up: go on behind it.",
    zh="在去掉的命中里面又接着找了。去掉的命中也占了位置：从它后面接着找。",
)
def searched_inside_dropped_hits(texts, banned, allow):
    rows = []
    for name, text in texts.dropna().items():
        low, place = text.lower(), 0
        free = [
            (m.start(), m.start() + len(one))
            for one in allow
            for m in re.finditer(f"(?={re.escape(one.lower())})", low)
        ]
        while place < len(low):
            here = [
                word
                for word in banned
                if low.startswith(word.lower(), place)
                and not any(first <= place and place + len(word) <= last for first, last in free)
            ]
            word = max(here, key=len, default=" ")
            if here:
                rows.append((name, word, place, place + len(word)))
            place += len(word)
    return pd.DataFrame(rows, columns=HITS)


@screen_listings.wrong(
    en="Dots, plus signs and brackets were read as signs of a pattern: the dot fits any letter. They are plain text: `re.escape`.",
    zh="点、加号、括号当成了正则符号，点就成了“随便哪个字”。它们就是字面：用 `re.escape`。",
)
def words_as_patterns(texts, banned, allow):
    rows, written = [], {word.lower(): word for word in banned}
    pattern = "|".join(sorted(written, key=len, reverse=True))
    for name, text in texts.dropna().items():
        low = text.lower()
        free = [
            (m.start(), m.start() + len(one))
            for one in allow
            for m in re.finditer(f"(?={re.escape(one.lower())})", low)
        ]
        for hit in re.finditer(pattern, low) if written else ():
            if not any(first <= hit.start() and hit.end() <= last for first, last in free):
                rows.append((name, written.get(hit.group(), hit.group()), hit.start(), hit.end()))
    return pd.DataFrame(rows, columns=HITS)


# --- takedown_status: what is due this evening ------------------------------------------------------------------------

takedown_status = Exercise(points=3, compare="equal", tolerance=1e-9)
STEPS = ["notice_at", "action_at", "counter_at", "reached_at", "suit_at", "restored_at"]


def files(*rows: tuple) -> pd.DataFrame:
    """Complaints from (number, six days of 2025 as ``"11-03"`` or None)."""
    table = pd.DataFrame(rows, columns=["complaint_id", *STEPS])
    for name in STEPS:
        days = [None if pd.isna(day) else f"2025-{day}" for day in table[name]]
        table[name] = pd.to_datetime(pd.Series(days, dtype=object), format="%Y-%m-%d")
    return table


@takedown_status.example
def three_files_by_hand():
    complaints = files(
        (7, "11-17", None, None, None, None, None),
        (3, "11-01", "11-02", "11-03", "11-05", None, None),
        (5, "10-31", "11-01", "11-02", "11-04", None, None),
    )
    expected = pd.DataFrame(
        {
            "complaint_id": [3, 5, 7],
            "state": ["waiting", "to_restore", "to_act"],
            "overdue": [False, False, True],
        }
    )
    return {"complaints": complaints, "as_of": "2025-11-20", "wait_days": 15}, expected


DESK = files(
    (21, "11-18", None, None, None, None, None), (4, "11-16", None, None, None, None, None),
    (17, "10-20", "10-21", None, None, None, None), (9, "10-22", "10-22", "11-19", None, None, None),
    (11, "10-22", "10-23", "11-15", None, None, None), (30, "10-01", "10-02", "10-05", "10-09", "10-20", None),
    (2, "10-03", "10-03", "10-06", "10-12", None, "10-29"), (13, "10-25", "10-26", "10-30", "11-06", None, None),
    (26, "10-20", "10-21", "10-24", "11-04", None, None), (8, "10-15", "10-16", "10-20", "10-28", "11-15", None),
    (33, "11-22", None, None, None, None, None), (5, "10-10", "10-11", "10-15", "10-31", None, None), (40, "11-04", "11-05", "11-06", "11-08", None, None),
    (41, "10-26", "10-27", "10-27", "10-29", None, None),
)  # fmt: skip


@takedown_status.visible(en="the desk on 20 November", zh="11 月 20 日的投诉岗")
def the_desk():
    return {"complaints": DESK, "as_of": "2025-11-20", "wait_days": 15}


@takedown_status.visible(en="the same desk two weeks earlier, ten days of wait", zh="同一个岗，早两周，等十天")
def two_weeks_earlier():
    return {"complaints": DESK.iloc[::-1].reset_index(drop=True), "as_of": "2025-11-06", "wait_days": 10}


@takedown_status.visible(edge=True, en="exactly two days, and three", zh="正好两天，和三天")
def two_days_and_three():
    complaints = files(
        (1, "11-08", None, None, None, None, None), (2, "11-07", None, None, None, None, None),
        (3, "10-20", "10-21", "11-08", None, None, None), (4, "10-20", "10-21", "11-07", None, None, None),
        (5, "10-10", "10-11", "10-18", "10-24", None, None), (6, "10-10", "10-11", "10-18", "10-23", None, None),
    )  # fmt: skip
    return {"complaints": complaints, "as_of": "2025-11-10", "wait_days": 15}


@takedown_status.visible(edge=True, en="the last day of the wait", zh="等待的最后一天")
def the_last_day():
    complaints = files(
        (1, "10-20", "10-21", "10-24", "10-26", None, None), (2, "10-20", "10-21", "10-24", "10-25", None, None),
        (3, "10-20", "10-21", "10-24", "10-27", None, None), (4, "10-18", "10-19", "10-20", "10-22", "11-06", None),
        (5, "10-18", "10-19", "10-20", "10-22", "11-07", None), (6, "10-18", "10-19", "10-20", "10-26", "11-10", None),
    )  # fmt: skip
    return {"complaints": complaints, "as_of": "2025-11-10", "wait_days": 15}


@takedown_status.visible(
    edge=True, en="what happens on the day itself, and a day later", zh="当天发生的，和第二天才发生的"
)
def on_the_day_itself():
    complaints = files(
        (1, "11-10", None, None, None, None, None), (2, "11-11", "11-11", None, None, None, None),
        (3, "11-05", "11-10", None, None, None, None), (4, "11-05", "11-11", None, None, None, None),
        (5, "10-01", "10-02", "10-05", "10-20", None, "11-11"), (6, "10-01", "10-02", "10-05", "10-20", None, "11-10"),
        (7, "10-28", "10-29", "11-10", "11-12", None, None), (8, "10-28", "10-29", "11-11", "11-12", None, None),
        (9, "10-20", "10-21", "10-28", "11-01", "11-12", None), (10, "10-20", "10-21", "10-28", "10-30", "11-10", None),
    )  # fmt: skip
    return {"complaints": complaints, "as_of": "2025-11-10", "wait_days": 15}


@takedown_status.visible(
    edge=True, en="a suit without a statement, and a listing put back at once", zh="没有声明就起诉，和很快恢复的"
)
def odd_paths():
    complaints = files(
        (1, "10-20", "10-21", None, None, "10-25", None), (2, "10-20", "10-21", None, None, None, "10-24"),
        (3, "10-20", "10-21", "10-22", "10-24", "10-26", "11-02"), (4, "10-20", "10-21", "10-22", None, "10-26", None),
        (5, "10-10", "10-11", "10-13", "10-18", "10-15", None), (6, "10-24", "10-25", "10-26", "11-03", "10-30", None),
    )  # fmt: skip
    return {"complaints": complaints, "as_of": "2025-11-10", "wait_days": 15}


@takedown_status.visible(edge=True, en="days with a time of day", zh="日子带着钟点")
def times_of_day():
    complaints = files(
        (1, "11-08", None, None, None, None, None), (2, "11-07", None, None, None, None, None),
        (3, "11-10", None, None, None, None, None), (4, "10-20", "10-21", "10-24", "10-26", None, None),
        (5, "10-20", "10-21", "10-24", "10-25", None, None), (6, "10-18", "10-19", "10-20", "10-22", "11-06", None),
        (7, "10-01", "10-02", "10-05", "10-20", None, "11-10"), (8, "10-10", "10-11", "10-18", "10-23", None, None),
        (9, "11-11", None, None, None, None, None),
    )  # fmt: skip
    for hours, name in zip([16, 9, 14, 8, 18, 11], STEPS, strict=True):
        complaints[name] += pd.Timedelta(hours=hours)
    return {"complaints": complaints, "as_of": "2025-11-10", "wait_days": 15}


@takedown_status.visible(edge=True, en="no wait at all", zh="等待零天")
def no_wait():
    complaints = files(
        (1, "11-01", "11-02", "11-05", "11-10", None, None),
        (2, "11-01", "11-02", "11-05", "11-09", None, None),
        (3, "11-01", "11-02", "11-05", "11-06", None, None),
    )
    return {"complaints": complaints, "as_of": "2025-11-10", "wait_days": 0}


@takedown_status.visible(edge=True, en="one complaint", zh="只有一件")
def one_file():
    return {"complaints": DESK.head(1), "as_of": "2025-11-19", "wait_days": 15}


@takedown_status.visible(edge=True, en="no complaints yet", zh="还没有投诉")
def no_files():
    return {"complaints": DESK.tail(2), "as_of": "2025-09-01", "wait_days": 15}


@takedown_status.hidden(worlds=3)
def other_desks(world: World):
    complaints = world.table("ip_complaints")[["complaint_id", *STEPS]]
    day = pd.Timestamp("2025-08-01") + pd.Timedelta(days=int(world.rng.integers(0, 140)))
    complaints["complaint_id"] = world.rng.permutation(len(complaints)) + 500
    for name in STEPS:
        complaints[name] += pd.to_timedelta(world.rng.integers(0, 24, len(complaints)), unit="h")
    return {
        "complaints": complaints.sample(frac=1, random_state=world.rng).reset_index(drop=True),
        "as_of": day.strftime("%Y-%m-%d"),
        "wait_days": int(world.rng.choice([10, 15, 20])),
    }


@takedown_status.invariant(
    en="Whatever is put back or waits for others is never overdue.", zh="已恢复的、等别人的，都不会逾期。"
)
def others_are_never_overdue(result, **inputs):
    return not result.loc[~result["state"].isin(["to_act", "to_forward", "to_restore"]), "overdue"].any()


def evening(
    complaints, as_of, wait_days=15, *, cut=True, future=False, wait=None, clock="reached_at", strict_last=False,
    any_suit=False, strict_suit=False, slack=2, at_least=False, late_from="last", restored_first=True, sort=True,
    ended=True, state_only=False, suit_first=False, index=True, text=False, act_overdue="notice_at", no_down=False,
    forward_from="counter_at", midnight=False, suit_in_wait=False, later_suits=False, times=False, all_late=False,
    waiting_late=False,
):  # fmt: skip
    """The list; the arguments are the ways to get a rule wrong."""
    today = pd.Timestamp(as_of)
    wait_days = wait_days if wait is None else wait
    rows = []
    for row in complaints.itertuples():
        day = {name: getattr(row, name) if times else pd.Timestamp(getattr(row, name)).floor("D") for name in STEPS}
        gone = {
            name: pd.notna(value) and (value >= today if midnight else value > today) for name, value in day.items()
        }
        if gone["notice_at"] and not future:
            continue
        if cut:
            kept = ("suit_at",) if later_suits else ()
            day = {name: pd.NaT if gone[name] and name not in kept else value for name, value in day.items()}
        has = {name: pd.notna(value) for name, value in day.items()}
        last = day[clock] + pd.Timedelta(days=wait_days)
        suit = has["suit_at"] and (any_suit or (day["suit_at"] < last if strict_suit else day["suit_at"] <= last))
        if suit_in_wait and suit:
            suit = day["suit_at"] >= day[clock]
        since = None
        if not has["action_at"]:
            state, since = "to_act", day[act_overdue]
        elif suit_first and has["suit_at"]:
            state = "stays_down"
        elif has["restored_at"] and restored_first:
            state = "restored"
        elif not has["counter_at"] and not no_down:
            state = "down"
        elif not has["reached_at"]:
            state, since = "to_forward", day[forward_from]
        elif suit:
            state = "stays_down"
        elif (last > today if strict_last else last >= today) and ended:
            state, since = "waiting", day["reached_at"] if waiting_late else None
        else:
            state, since = (
                "to_restore",
                {"last": last, "reached": day["reached_at"], "next": last + pd.Timedelta(days=1)}[late_from],
            )
        if has["restored_at"] and not restored_first and state == "to_restore":
            state, since = "restored", None
        if all_late:
            since = day["notice_at"]
        limit = pd.Timedelta(days=slack)
        late = since is not None and pd.notna(since) and (today - since >= limit if at_least else today - since > limit)
        rows.append((row.complaint_id, state, late))
    table = pd.DataFrame(rows, columns=["complaint_id", "state", "overdue"])
    table = table.astype({"complaint_id": complaints["complaint_id"].dtype, "overdue": bool})
    if sort:
        table = table.sort_values("complaint_id").reset_index(drop=True)
    if text:
        table["overdue"] = table["overdue"].map({True: "yes", False: "no"})
    return table.set_index("complaint_id") if not index else table


@takedown_status.right
def row_by_row(complaints, as_of, wait_days=15):
    return evening(complaints, as_of, wait_days)


@takedown_status.right
def with_masks(complaints, as_of, wait_days=15):
    end = np.datetime64(as_of)
    table = complaints.loc[complaints["notice_at"].dt.normalize().to_numpy() <= end].sort_values("complaint_id")
    known = {name: table[name].to_numpy().astype("datetime64[D]") for name in STEPS}
    known = {name: np.where(days <= end, days, np.datetime64("NaT")) for name, days in known.items()}
    last = known["reached_at"] + np.timedelta64(wait_days, "D")
    state = np.full(len(table), "to_restore", dtype=object)
    state[last >= end] = "waiting"
    state[known["suit_at"] <= last] = "stays_down"
    for name, step in (("to_forward", "reached_at"), ("down", "counter_at")):
        state[np.isnat(known[step])] = name
    state[~np.isnat(known["restored_at"])] = "restored"
    state[np.isnat(known["action_at"])] = "to_act"
    start = np.select([state == "to_act", state == "to_forward"], [known["notice_at"], known["counter_at"]], last)
    due = np.isin(state, ["to_act", "to_forward", "to_restore"]) & (end - start > np.timedelta64(2, "D"))
    return pd.DataFrame({"complaint_id": table["complaint_id"].to_numpy(), "state": state, "overdue": due})


slips(
    takedown_status, evening,
    ("later_days_known", {"cut": False}, "Days after `as_of` were used. That evening nobody knew them: blank them first.", "用到了 `as_of` 之后的日子。那天晚上谁也不知道：先改成缺失。"),
    ("later_notices_listed", {"future": True}, "Complaints whose notice comes after `as_of` are in the list. They do not exist yet.", "`as_of` 之后才来的投诉也列进去了。那时还没有。"),
    ("always_fifteen", {"wait": 15}, "The wait is always 15 days. It is the argument `wait_days`.", "等待总是 15 天。应该用参数 `wait_days`。"),
    ("clock_from_the_statement", {"clock": "counter_at"}, "The wait was counted from the day on which the seller's statement came to us. It runs from the day on which it reached the claimant.", "等待从商家声明到我们手里那天算了。应该从声明到达投诉人那天算。"),
    ("clock_from_the_action", {"clock": "action_at"}, "The wait was counted from the day of taking down. It runs from the day on which the statement reached the claimant.", "等待从下架那天算了。应该从声明到达投诉人那天算。"),
    ("clock_from_the_notice", {"clock": "notice_at"}, "The wait was counted from the notice. It runs from the day on which the statement reached the claimant.", "等待从收到通知那天算了。应该从声明到达投诉人那天算。"),
    ("last_day_already_over", {"strict_last": True}, "On the last day of the wait a complaint is already to be restored here. The claimant has that day in full: still `waiting`.", "等待的最后一天就算到期了。那一天投诉人还可以用满：仍是 `waiting`。"),
    ("any_suit_counts", {"any_suit": True}, "A suit after the last day keeps the listing down here. It does not count.", "最后一天之后才起诉的，也让它一直下架。那不算数。"),
    ("suit_on_the_last_day_lost", {"strict_suit": True}, "A suit told on the last day was not counted. On that day it is in time.", "最后一天当天起诉的没算。当天还来得及。"),
    ("two_days_are_late", {"at_least": True}, "Exactly two days count as overdue here. More than two are asked for.", "正好两天就算逾期了。要超过两天。"),
    ("three_days_slack", {"slack": 3}, "Overdue begins after more than 2 days; 3 are allowed here.", "逾期从超过 2 天算起，这里放到了 3 天。"),
    ("late_at_once", {"slack": 0}, "Everything due was called overdue the next day. More than 2 days are asked for.", "该做的事第二天就算逾期了。要超过 2 天。"),
    ("restoring_late_since_arrival", {"late_from": "reached"}, "For `to_restore` the days were counted from the arrival. They count from the last day of the wait.", "`to_restore` 从到达那天数了。要从等待的最后一天数。"),
    ("restoring_late_from_the_day_after", {"late_from": "next"}, "For `to_restore` the days were counted from the day after the last day. They count from the last day itself.", "`to_restore` 从最后一天的第二天数了。要从最后一天数。"),
    ("put_back_comes_last", {"restored_first": False}, "A listing that is back was put into another state first. The states are asked in the order of the table: `restored` is the second.", "已经恢复的，先落进了别的状态。要按表里的先后问：`restored` 是第二个。"),
    ("suit_before_all", {"suit_first": True}, "A suit was asked for before the rest. The order of the table counts: put back, and no statement, come first.", "先问了起诉。要按表里的先后：恢复、没有声明，都排在它前面。"),
    ("in_the_order_given", {"sort": False}, "The rows stand as they came. They are to be sorted by `complaint_id`.", "行照来的先后。要按 `complaint_id` 排。"),
    ("nobody_waits", {"ended": False}, "No complaint is `waiting`: those within the wait were called `to_restore`.", "没有一件是 `waiting`：还在等的也成了 `to_restore`。"),
    ("no_statement_to_forward", {"no_down": True}, "Without a statement there is nothing to forward: the state is `down`.", "没有声明，没什么可转送：状态是 `down`。"),
    ("forward_late_since_the_notice", {"forward_from": "notice_at"}, "For `to_forward` the days were counted from the notice. They count from the day on which the statement came to us.", "`to_forward` 从收到通知那天数了。要从声明到我们手里那天数。"),
    ("the_day_itself_unknown", {"midnight": True}, "What happens on the day `as_of` was not known. We look at the end of that day.", "`as_of` 当天的事没算。我们站在这一天结束的时候。"),
    ("suits_within_the_wait_only", {"suit_in_wait": True}, "A suit told before the statement reached the claimant was not counted. On the last day or before: it counts.", "声明还没到达就已经起诉的没算。最后一天当天或之前都算。"),
    ("later_suits_known", {"later_suits": True}, "Suits of after `as_of` were used. That evening nobody knew them.", "用到了 `as_of` 之后才告知的起诉。那天晚上谁也不知道。"),
    ("times_of_day_kept", {"times": True}, "The times of day are still there. Only the day counts: `dt.normalize()`.", "钟点还留着。只看是哪一天：`dt.normalize()`。"),
    ("overdue_since_the_notice", {"all_late": True}, "`overdue` was counted from the notice everywhere. Only three states can be overdue, each from a day of its own.", "逾期全从收到通知算了。只有三种状态会逾期，各有各的起算日。"),
    ("waiting_is_overdue", {"waiting_late": True}, "`waiting` was called overdue. Who waits for the claimant is never late.", "`waiting` 也算成逾期了。等投诉人的，从不逾期。"),
    ("complaint_as_index", {"index": False}, "`complaint_id` is the index. It is a column; the index is 0, 1, 2.", "`complaint_id` 成了索引。它是一列，索引是 0、1、2。"),
    ("overdue_in_words", {"text": True}, "`overdue` holds words. True or False is asked for.", "`overdue` 写成了文字。要真或假。"),
)  # fmt: skip


# --- brushing_score: judged by precision at 20 on labels that the tables do not show ----------------------------------

brushing_score = Exercise(
    points=3, compare="property", library=["metrics.brushing_score(orders, sec).set_index('order_id')['risk']"]
)
PLAIN, RING, HALL, HELPER, OFTEN, SILENT, VOUCHER, SALE = range(8)


def kind_of(order_id):
    """What an order is; its number was chosen so, and says nothing to the eye."""
    return int((np.asarray(order_id, dtype="int64") * 2654435761 % 4294967296) // 65536 % 8)


def first_twenty(result, orders, kind):
    """Expected number of orders of a kind among the 20 with the highest risk; ties at the last place share it."""
    scores = np.nan_to_num(np.asarray(result, dtype=float), nan=-1.0)
    kinds = np.array([kind_of(number) for number in orders["order_id"]])
    cut = np.sort(scores)[::-1][19]
    above, tied = scores > cut, scores == cut
    return float((kinds[above] == kind).sum() + (20 - above.sum()) * (kinds[tied] == kind).mean())


def shaped(result, orders):
    return isinstance(result, pd.Series) and list(result.index) == list(orders["order_id"])


@brushing_score.property(
    en="the result is a Series indexed by order_id, in the order of orders",
    zh="结果是一个 Series，索引是 order_id，先后同 orders",
)
def index_of_orders(result, expected, orders, sec):
    return shaped(result, orders)


@brushing_score.property(
    en="each risk is a number from 0 to 1 (out of it or missing: {out})",
    zh="每个风险都是 0 到 1 的数（超出或缺失的有 {out} 个）",
)
def from_zero_to_one(result, expected, orders, sec):
    values = np.asarray(result, dtype=float)
    out = int((~((values >= 0) & (values <= 1))).sum())
    return out == 0, {"out": out}


@brushing_score.property(
    en="of the 20 orders with the highest risk at least 18 are fake (yours: {hits})",
    zh="风险最高的 20 单里，至少 18 单是刷的（现在是 {hits}）",
)
def eighteen_of_twenty(result, expected, orders, sec):
    if len(orders) < 20:
        return True
    hits = first_twenty(result, orders, RING)
    return hits >= 18 - 1e-9, {"hits": f"{hits:g}"}


@brushing_score.property(
    en="at most 2 of the first 20 are orders of students who share a hall's counter (yours: {hits})",
    zh="前 20 单里，共用代收点的学生最多 2 单（现在是 {hits}）",
)
def few_students(result, expected, orders, sec):
    hits = first_twenty(result, orders, HALL) if len(orders) >= 20 else 0
    return hits <= 2, {"hits": f"{hits:g}"}


@brushing_score.property(
    en="at most 2 of the first 20 are orders that a helper placed for neighbours (yours: {hits})",
    zh="前 20 单里，热心人替邻居下的最多 2 单（现在是 {hits}）",
)
def few_helpers(result, expected, orders, sec):
    hits = first_twenty(result, orders, HELPER) if len(orders) >= 20 else 0
    return hits <= 2, {"hits": f"{hits:g}"}


@brushing_score.property(
    en="at most 2 of the first 20 belong to one person who orders often (yours: {hits})",
    zh="前 20 单里，买得勤的同一个人最多 2 单（现在是 {hits}）",
)
def few_of_one_buyer(result, expected, orders, sec):
    hits = first_twenty(result, orders, OFTEN) if len(orders) >= 20 else 0
    return hits <= 2, {"hits": f"{hits:g}"}


@brushing_score.property(
    en="at most 2 of the first 20 have no known device: a missing device is shared with nobody (yours: {hits})",
    zh="前 20 单里，设备缺失的最多 2 单：缺失不等于共用（现在是 {hits}）",
)
def few_without_device(result, expected, orders, sec):
    hits = first_twenty(result, orders, SILENT) if len(orders) >= 20 else 0
    return hits <= 2, {"hits": f"{hits:g}"}


@brushing_score.property(
    en="at most 2 of the first 20 are vouchers, which are confirmed at once by nature (yours: {hits})",
    zh="前 20 单里，电子券最多 2 单：它们本来就马上确认（现在是 {hits}）",
)
def few_vouchers(result, expected, orders, sec):
    hits = first_twenty(result, orders, VOUCHER) if len(orders) >= 20 else 0
    return hits <= 2, {"hits": f"{hits:g}"}


@brushing_score.property(
    en="at most 2 of the first 20 are buyers of the seller on sale (yours: {hits})",
    zh="前 20 单里，大促商家的买家最多 2 单（现在是 {hits}）",
)
def few_of_the_sale(result, expected, orders, sec):
    hits = first_twenty(result, orders, SALE) if len(orders) >= 20 else 0
    return hits <= 2, {"hits": f"{hits:g}"}


def arcade(seed, rings=((12, 26, 3, 4, True),), hall=24, helped=18, often=24, silent=22, vouchers=20, sale=36, plain=30,
           without=0, silent_at=None):  # fmt: skip
    """A shop: rings as (accounts, orders, phones, addresses, quick), and honest people who share in their own ways."""
    rng = np.random.default_rng(seed)
    pool = rng.permutation(np.arange(100_000, 140_000))
    by_kind = {kind: [] for kind in range(8)}
    for number in pool[:6000]:
        by_kind[kind_of(number)].append(int(number))
    accounts = iter(rng.permutation(np.arange(500_000, 520_000)).tolist())
    sellers = np.arange(1, 21)
    rows = []

    def name(digits=8):
        return f"{int(rng.integers(16**digits)):0{digits}x}"

    def add(kind, user, seller, device, address, ip, hours):
        paid = pd.Timestamp("2025-10-01") + pd.Timedelta(seconds=int(rng.integers(0, 30 * 86400)))
        rows.append((by_kind[kind].pop(), user, int(seller), round(float(rng.lognormal(4.2, 0.5)), 1), device, address, ip, paid,
                     paid + pd.Timedelta(hours=float(hours))))  # fmt: skip

    def slow():
        return rng.uniform(70, 250)

    for n, (members, count, phones, doors, quick) in enumerate(rings):
        users = [next(accounts) for _ in range(members)]
        phone = [name() for _ in range(phones)] if phones else [name() for _ in users]
        door = [name() for _ in range(doors)] if doors else [name() for _ in users]
        for order in range(count):
            at = order % members
            device = None if order % 6 == 4 else phone[at % len(phone)]
            add(RING, users[at], 3 + n, device, door[(at * 5 + at // 3) % len(door)], name(),
                rng.uniform(1, 10) if quick else slow())  # fmt: skip
    halls = [name() for _ in range(2)]
    students = [(next(accounts), n % 2) for n in range(hall * 2 // 3)]
    rooms = [name() for _ in range(3)]
    for n in range(hall):
        user, house = students[n % len(students)]
        device = rooms[house] if n % 2 == 0 else name()
        hours = rng.uniform(1, 3) if n % 3 == 0 else slow()
        add(HALL, user, sellers[n * 3 % 20], device, halls[house], f"hall{house}", hours)
    phone = [name() for _ in range(2)]
    for n in range(helped):
        add(HELPER, next(accounts), sellers[n * 7 % 20], phone[n % 2], name(), name(), slow())
    if often:
        buyer, own, home = next(accounts), name(), name()
        for _ in range(often):
            add(OFTEN, buyer, 11, own, home, name(), slow())
    for _ in range(silent):
        seller = rng.choice(sellers)
        add(SILENT, next(accounts), silent_at or seller, None, name(), name(), slow())
    for _ in range(vouchers):
        add(VOUCHER, next(accounts), 9, name(), name(), name(), rng.uniform(0.1, 1))
    for _ in range(sale):
        add(SALE, next(accounts), 15, name(), name(), name(), slow())
    for n in range(plain):
        if n % 4 == 0:
            flat = name()
        add(PLAIN, next(accounts), sellers[n * 3 % 20], name(), flat, name(), slow())
    columns = ["order_id", "user_id", "seller_id", "paid", "device_id", "address_hash", "ip", "paid_at", "released_at"]
    table = pd.DataFrame(rows, columns=columns).sample(frac=1, random_state=seed).reset_index(drop=True)
    table["created_at"], table["refund"] = table["paid_at"] - pd.Timedelta(minutes=2), 0.0
    sec = table[["order_id", "device_id", "address_hash", "ip", "paid_at", "released_at"]]
    if without:
        honest = [kind_of(number) == PLAIN for number in sec["order_id"]]
        sec = sec.drop(index=sec.index[honest][:without])
    sec = sec.sample(frac=1, random_state=seed + 1).reset_index(drop=True)
    sec["paid_at"], sec["released_at"] = (
        sec["paid_at"].astype("datetime64[s]"),
        sec["released_at"].astype("datetime64[s]"),
    )
    orders = table[["order_id", "user_id", "seller_id", "created_at", "paid", "refund"]]
    return {"orders": orders.astype({"created_at": "datetime64[s]"}), "sec": sec}


@brushing_score.example
def two_orders_by_hand():
    moment = pd.Timestamp("2025-10-01")
    orders = pd.DataFrame(
        {
            "order_id": [7, 4],
            "user_id": [71, 42],
            "seller_id": [3, 3],
            "created_at": [moment, moment],
            "paid": [50.0, 60.0],
            "refund": [0.0, 0.0],
        }
    )
    sec = pd.DataFrame(
        {
            "order_id": [7],
            "device_id": ["a1"],
            "address_hash": ["b2"],
            "ip": ["c3"],
            "paid_at": [moment],
            "released_at": [moment + pd.Timedelta(days=5)],
        }
    )
    return {"orders": orders, "sec": sec}, pd.Series([0.0, 0.0], index=pd.Index([7, 4], name="order_id"))


@brushing_score.visible(en="one ring, a few phones and a few addresses", zh="一个团伙，几台手机、几个地址")
def one_ring():
    return arcade(1)


@brushing_score.visible(
    en="two rings, one of them slow and with a phone for each account", zh="两个团伙，一个不急，一人一机"
)
def two_rings():
    return arcade(2, rings=((9, 14, 2, 3, True), (10, 16, 0, 2, False)))


@brushing_score.visible(edge=True, en="a ring that ships to an address for each account", zh="每个账号一个地址的团伙")
def many_addresses():
    return arcade(3, rings=((14, 26, 3, 0, False),))


@brushing_score.visible(edge=True, en="orders without a row in sec", zh="sec 里没有的单")
def orders_without_payment():
    return arcade(4, rings=((11, 24, 3, 3, False),), without=12)


@brushing_score.visible(edge=True, en="a large hall and many helpers", zh="很大的宿舍，很多热心人")
def a_large_hall():
    return arcade(5, rings=((12, 24, 3, 3, False),), hall=60, helped=44)


@brushing_score.visible(edge=True, en="a seller whose buyers' browsers tell no device", zh="有家店的买家都不报设备")
def one_silent_seller():
    return arcade(8, rings=((10, 24, 3, 4, False),), silent=70, silent_at=17)


@brushing_score.visible(edge=True, en="one order", zh="只有一单")
def one_order():
    shop = arcade(6)
    orders = shop["orders"].head(1)
    return {"orders": orders, "sec": shop["sec"][shop["sec"]["order_id"].isin(orders["order_id"])]}


@brushing_score.visible(edge=True, en="empty tables", zh="空表")
def no_orders():
    shop = arcade(7)
    return {"orders": shop["orders"].head(0), "sec": shop["sec"].head(0)}


@brushing_score.hidden(worlds=4)
def other_shops(world: World):
    rng = world.rng
    seed = int(rng.integers(1_000, 1_000_000))
    shapes = [(3, 4), (4, 5), (0, 3), (3, 0)]
    rings = []
    for _ in range(int(rng.integers(1, 3))):
        phones, doors = shapes[int(rng.integers(len(shapes)))]
        members = int(rng.integers(11, 16))
        rings.append((members, int(rng.integers(36, 46)), phones, doors, bool(rng.random() < 0.5)))
    return arcade(seed, rings=tuple(rings), hall=int(rng.integers(20, 50)), helped=int(rng.integers(12, 36)),
                  silent=int(rng.integers(40, 80)), silent_at=int(rng.choice([13, 17])))  # fmt: skip


def scored(
    orders, sec, *, parts=("ring",), top=True, accounts=True, fill_device=None, graph=True, keys=("device_id", "address_hash"),
    most=9.0, index=True, scale=1.0, inner=False, sorted_index=False, by_count=False,
):  # fmt: skip
    """Scores of many kinds; the arguments are the ways to miss the rings."""
    both = orders.merge(sec.drop(columns="paid_at"), on="order_id", how="inner" if inner else "left")
    if fill_device is not None:
        both["device_id"] = both["device_id"].fillna(fill_device)
    risk = pd.Series(0.0, index=both.index)
    if "ring" in parts and graph:
        group = both["user_id"].copy()
        for _ in range(len(both)):
            before = group.copy()
            for key in ("user_id", *keys):
                group = group.groupby(both[key]).transform("min").fillna(group)
            if group.equals(before):
                break
        size = both["user_id"].groupby(group).transform("nunique" if accounts else "size")
        if by_count:
            size = both["user_id"].groupby(group).transform("size")
        share = group.groupby([group, both["seller_id"]]).transform("size") / group.groupby(group).transform("size")
        risk = ((size - 1) / most).clip(0, 1) * (share if top else 1.0)
    elif "ring" in parts:
        for key in keys:
            size = both.groupby(key)["user_id"].transform("nunique" if accounts else "size")
            share = both.groupby([key, "seller_id"])["order_id"].transform("size") / both.groupby(key)[
                "order_id"
            ].transform("size")
            here = ((size - 1) / most).clip(0, 1) * (share if top else 1.0)
            risk = np.maximum(risk, here.fillna(0))
    hours = (both["released_at"] - both["created_at"]) / pd.Timedelta(hours=1)
    if "speed" in parts:
        risk = risk + (1 - hours / 24).clip(0, 1).fillna(0)
    if "ip" in parts:
        risk = risk + ((both.groupby("ip")["user_id"].transform("nunique") - 1) / most).clip(0, 1).fillna(0)
    if "seller" in parts:
        risk = risk + both.groupby("seller_id")["order_id"].transform("size") / max(len(both), 1)
    if "paid" in parts:
        risk = risk + both["paid"] / max(both["paid"].max(), 1) if len(both) else risk
    values = (risk / max(1.0, float(risk.max()) if len(risk) else 1.0) * scale).to_numpy(dtype=float)
    found = pd.Series(values, index=pd.Index(both["order_id"], name="order_id") if index else None)
    return found.sort_index() if sorted_index else found


@brushing_score.right
def phone_or_address(orders, sec):
    return scored(orders, sec, graph=False)


@brushing_score.right
def the_graph_with_a_little_speed(orders, sec):
    ring = scored(orders, sec, most=7.0)
    fast = scored(orders, sec, parts=("speed",))
    return (0.9 * ring + 0.1 * ring * fast).clip(0, 1)


@brushing_score.right
def a_loop_over_accounts(orders, sec):
    seen = dict(zip(sec["order_id"], zip(sec["device_id"], sec["address_hash"], strict=True), strict=True))
    parent = {}

    def root(node):
        above = parent.setdefault(node, node)
        return node if above == node else root(above)

    for row in orders.itertuples():
        root(("u", row.user_id))
        for kind, value in zip("da", seen.get(row.order_id, (None, None)), strict=True):
            if not pd.isna(value):
                parent[root((kind, value))] = root(("u", row.user_id))
    people, sellers = {}, {}
    for row in orders.itertuples():
        home = root(("u", row.user_id))
        people.setdefault(home, set()).add(row.user_id)
        sellers.setdefault(home, []).append(row.seller_id)
    risks = []
    for row in orders.itertuples():
        home = root(("u", row.user_id))
        most = max(sellers[home].count(one) for one in set(sellers[home]))
        risks.append(min((len(people[home]) - 1) / 8, 1.0) * (most / len(sellers[home])) ** 2)
    return pd.Series(risks, index=orders["order_id"].to_numpy(), dtype=float)


slips(
    brushing_score, scored,
    ("addresses_alone", {"graph": False, "top": False, "keys": ("address_hash",)}, "Only accounts at the address were counted. A hall of students has more of them than any ring.", "只数了同地址的账号。宿舍楼的账号比哪个团伙都多。"),
    ("devices_alone", {"graph": False, "top": False, "keys": ("device_id",)}, "Only accounts on the device were counted. Helpers and room-mates share a phone as well.", "只数了同设备的账号。热心人、室友也共用手机。"),
    ("sharing_without_sellers", {"top": False}, "Who hangs together was found, but not where they buy: students' halls are groups, too. A ring buys from one seller.", "连在一起的找到了，没看他们在哪里买：宿舍也是一群。团伙只在一家买。"),
    ("orders_for_accounts", {"accounts": False, "graph": False}, "Orders were counted, not accounts. One person who orders often from one seller looks like a ring then.", "数的是订单，不是账号。在一家店买得勤的一个人，也就像团伙了。"),
    ("orders_in_the_graph", {"by_count": True}, "Orders of a group were counted, not accounts. One person who orders often is no ring.", "一群里数的是订单，不是账号。一个人买得勤，不是团伙。"),
    ("missing_is_one_device", {"fill_device": "unknown"}, "Missing devices were filled with one name, so that strangers share it. A missing device is shared with nobody.", "缺失的设备填成了同一个名字，陌生人就“共用”了。缺失不等于共用。"),
    ("speed_alone", {"parts": ("speed",)}, "Only fast confirming was looked at. Vouchers are confirmed at once, and careful rings take days.", "只看了确认得快。电子券本来就快，小心的团伙要等几天。"),
    ("networks_alone", {"parts": ("ip",)}, "Only the network address was looked at. A hall has one network; rings use many.", "只看了网络地址。一栋宿舍一个网络，团伙的网络倒是分散的。"),
    ("busiest_seller", {"parts": ("seller",)}, "The seller with most orders was taken for the one that brushes. It has a sale.", "把订单最多的商家当成刷单的了。它在大促。"),
    ("dear_orders", {"parts": ("paid",)}, "Large amounts were taken for fakes. Rings order what everybody orders.", "金额大的当成刷单了。团伙买的东西和别人一样。"),
    ("numbered_from_zero", {"index": False}, "The result is numbered 0, 1, 2. Its index is `order_id`.", "结果按 0、1、2 编了。索引要用 `order_id`。"),
    ("orders_without_sec_lost", {"inner": True}, "Orders without a row in `sec` are missing. Join from the left: they have a risk as well.", "`sec` 里没有的单不见了。要左连接：它们也有风险值。"),
    ("sorted_by_number", {"sorted_index": True}, "The rows are sorted by `order_id`. They stand in the order of `orders`.", "行按 `order_id` 排了。要照 `orders` 的先后。"),
    ("in_percent", {"scale": 100.0}, "The risks go up to 100. They lie between 0 and 1.", "风险到 100 了。要在 0 到 1 之间。"),
    ("sharing_and_speed_added", {"parts": ("ring", "speed"), "top": False}, "Sharing and speed were added, without a look at sellers: students who bought vouchers come first.", "共用加上快慢，没看商家：买了电子券的学生排到了最前面。"),
)  # fmt: skip


# --- choose_threshold: the cheapest that keeps a promise --------------------------------------------------------------

choose_threshold = Exercise(points=3, compare="equal", tolerance=1e-9)


def judged(rows: str, fp: float, fn: float) -> dict:
    """Inputs from ``"F.9 H.8 ?.7"``: fake, honest, not judged, each with its score."""
    labels = {"F": 1.0, "H": 0.0, "?": np.nan}
    items = rows.split()
    return {
        "y": np.array([labels[item[0]] for item in items], dtype=float),
        "score": np.array([float(item[1:]) for item in items], dtype=float),
        "cost_fp": fp,
        "cost_fn": fn,
    }


@choose_threshold.example
def eight_cases_by_hand():
    return judged("F.9 F.7 F.4 H.8 H.6 H.3 H.2 H.1", 100.0, 150.0), 0.6


@choose_threshold.visible(en="twelve cases", zh="十二条")
def twelve_cases():
    return judged("H.35 F.92 H.1 F.55 H.6 F.7 H.2 H.45 F.4 H.15 F.85 H.05", 60.0, 90.0)


@choose_threshold.visible(en="two not judged yet, other prices", zh="有两条还没判，换了价钱")
def two_not_judged():
    return judged("F.8 ?.95 H.7 H.65 F.6 H.2 H.3 ?.1 H.4 F.5 H.25 F.3 H.1 H.12 H.15 H.18", 300.0, 110.0)


@choose_threshold.visible(edge=True, en="several thresholds cost the same", zh="好几个阈值一样省")
def equal_costs():
    return judged("F.9 H.8 F.7 H.6 F.5 H.4 H.3 H.2 H.1 H.05 H.01 H.02", 100.0, 100.0)


@choose_threshold.visible(edge=True, en="everybody above 0 would be cheapest", zh="0 以上的全标最省")
def all_above_zero():
    return judged("F.9 F.5 F.2 H0 H0 H.4 H0 H0", 10.0, 500.0)


@choose_threshold.visible(edge=True, en="exactly the promise, and a little more", zh="正好等于承诺，和多一点点")
def exactly_the_promise():
    return judged("F.95 H.9 F.85 F.8 H.7 F.65 F.6 F.55 H.5 H.2 H.1", 10.0, 400.0)


@choose_threshold.visible(edge=True, en="the same score on both sides", zh="真假同分")
def same_score():
    return judged("F.7 F.7 H.7 F.4 H.4 H.1 H.1 H.2 H.3", 80.0, 120.0)


@choose_threshold.visible(edge=True, en="no honest cases", zh="没有真实样本")
def no_honest():
    return judged("F.9 F.2 F.4", 100.0, 100.0)


@choose_threshold.visible(edge=True, en="no fakes", zh="没有假的")
def no_fakes():
    return judged("H.9 H.2 ?.95 H.4", 100.0, 100.0)


@choose_threshold.visible(edge=True, en="nothing judged yet", zh="一条都没判")
def nothing_judged():
    return judged("?.9 ?.4", 100.0, 100.0)


@choose_threshold.visible(edge=True, en="no cases", zh="没有样本")
def no_cases():
    return judged("", 100.0, 100.0)


@choose_threshold.hidden(worlds=4)
def other_boards(world: World):
    rng = world.rng
    size = int(rng.integers(40, 90))
    fake = rng.random(size) < rng.uniform(0.2, 0.5)
    score = np.round(np.clip(rng.normal(0.35 + 0.3 * fake, 0.18), 0, 1), 2)
    y = np.where(rng.random(size) < 0.1, np.nan, fake.astype(float))
    return {"y": y, "score": score, "cost_fp": float(rng.integers(20, 200)), "cost_fn": float(rng.integers(20, 400))}


@choose_threshold.invariant(en="The threshold is 0 or one of the judged scores.", zh="阈值是 0 或已判样本的分数。")
def one_of_the_scores(result, y, score, **inputs):
    known = score[~np.isnan(y)]
    return math.isnan(result) if not len(known) else bool(result == 0 or np.isin(result, known))


def cheapest(
    y, score, cost_fp, cost_fn, *, limit=0.2, strict=True, zero=True, ties="highest", missing="drop", promise="honest", swap=False,
    promise_strict=False, infinite=False, count=False, candidates="judged", midpoints=False, empty=math.nan, missed_all=False, last=True,
):  # fmt: skip
    """The threshold; the arguments are the ways to get a rule wrong."""
    known = ~np.isnan(y)
    if missing == "honest":
        labels, values = np.where(known, y, 0.0) == 1, score
    elif missing == "fake":
        labels, values = np.where(known, y, 1.0) == 1, score
    else:
        labels, values = y[known] == 1, score[known]
    if not len(labels):
        return empty
    pool = score if candidates == "all" else values
    if candidates == "fakes":
        pool = values[labels] if labels.any() else values
    grid = sorted(set(pool.tolist()) | ({0.0} if zero else set()))
    if midpoints:
        grid = sorted({0.0} | {round((a + b) / 2, 9) for a, b in pairwise(grid)} | {grid[-1]})
    if infinite:
        grid = [*grid, math.inf]
    if not last:
        grid = grid[:-1] or grid
    if swap:
        cost_fp, cost_fn = cost_fn, cost_fp
    costs = {}
    for threshold in grid:
        flagged = values > threshold if strict else values >= threshold
        wrong, missed = int((flagged & ~labels).sum()), int((labels & ~flagged).sum())
        below = {"honest": int((~labels).sum()), "all": len(labels), "flagged": int(flagged.sum())}[promise]
        share = wrong / below if below else 0.0
        if limit is not None and (share >= limit if promise_strict else share > limit + 1e-12):
            continue
        costs[threshold] = wrong + missed if count else wrong * cost_fp + missed * cost_fn
    if not costs:
        return math.nan
    best = min(costs.values())
    equal = [threshold for threshold, cost in costs.items() if cost == best]
    return float(max(equal) if ties == "highest" else min(equal))


@choose_threshold.right
def by_a_dictionary(y, score, cost_fp, cost_fn):
    return cheapest(y, score, cost_fp, cost_fn)


@choose_threshold.right
def by_broadcasting(y, score, cost_fp, cost_fn):
    cases = pd.DataFrame({"y": y, "score": score}).dropna()
    if cases.empty:
        return float("nan")
    grid = np.sort(np.unique([0.0, *cases["score"]]))[::-1]
    flags = cases["score"].to_numpy()[None, :] > grid[:, None]
    honest = (cases["y"] == 0).to_numpy()
    wrong = (flags & honest).sum(axis=1)
    cost = wrong * cost_fp + (~flags & ~honest).sum(axis=1) * cost_fn
    allowed = wrong <= 0.2 * honest.sum() + 1e-9
    cost = np.where(allowed, cost, np.inf)
    return float(grid[np.argmin(cost)])


slips(
    choose_threshold, cheapest,
    ("no_promise", {"limit": None}, "The promise was forgotten: more than `MAX_HONEST` of the honest cases are flagged.", "忘了承诺：误标的真实样本超过了 `MAX_HONEST`。"),
    ("equal_is_flagged", {"strict": False}, "Cases with exactly the threshold's score were flagged, as in the lesson. Here only those above it are.", "分数等于阈值的也标了，课上是那样。这里只标高于它的。"),
    ("zero_forgotten", {"zero": False}, "0 is missing among the thresholds. There everybody with a score above 0 is flagged.", "可选的阈值里漏了 0。取 0 时，分数大于 0 的全标。"),
    ("lowest_of_equals", {"ties": "lowest"}, "Of equally cheap thresholds the lowest was taken. The highest flags the fewest people.", "一样省的里面取了最低的。要取最高的，标的人最少。"),
    ("not_judged_are_honest", {"missing": "honest"}, "Cases not judged yet were counted as honest. Leave them out altogether.", "还没判的当成真实的了。要完全不算。"),
    ("not_judged_are_fake", {"missing": "fake"}, "Cases not judged yet were counted as fakes. Leave them out altogether.", "还没判的当成假的了。要完全不算。"),
    ("scores_of_not_judged", {"candidates": "all"}, "Scores of cases that are not judged yet were tried as thresholds. Leave those cases out altogether.", "还没判的分数也拿来当阈值了。它们要完全不算。"),
    ("scores_of_fakes_only", {"candidates": "fakes"}, "Only scores of fakes were tried. Scores of honest cases are thresholds, too.", "只试了假的那些分数。真实样本的分数也可以当阈值。"),
    ("promise_over_all", {"promise": "all"}, "The promise was taken over all judged cases. Below the line stand the honest ones.", "承诺的分母用了全部已判的。分母是真实的。"),
    ("promise_over_flagged", {"promise": "flagged"}, "The promise was taken over the flagged cases. Below the line stand the honest ones.", "承诺的分母用了被标的。分母是真实的。"),
    ("exactly_is_too_much", {"promise_strict": True}, "Exactly `MAX_HONEST` was refused. Only more than it is.", "正好等于 `MAX_HONEST` 的也不要了。超过才不行。"),
    ("prices_swapped", {"swap": True}, "The two prices were swapped: `cost_fp` is for an honest case flagged, `cost_fn` for a fake missed.", "两个价钱弄反了：`cost_fp` 是误标，`cost_fn` 是放过。"),
    ("mistakes_counted", {"count": True}, "Mistakes were counted without their prices.", "只数了错几条，没有乘价钱。"),
    ("infinity_as_threshold", {"infinite": True}, "Infinity was tried as well. Thresholds are 0 and the scores; at the highest score nobody is flagged.", "还试了无穷大。阈值只有 0 和分数；取最高分就谁也不标。"),
    ("nobody_flagged_not_tried", {"last": False}, "The highest score was not tried. There nobody is flagged, and that may be cheapest.", "没试最高的分数。那时谁也不标，也许最省。"),
    ("between_the_scores", {"midpoints": True}, "Thresholds between the scores were tried. They are 0 and the scores themselves.", "试的是两个分数中间的值。阈值是 0 和分数本身。"),
    ("zero_for_nothing", {"empty": 0.0}, "Without judged cases 0 came out. `NaN` is asked for.", "没有已判的样本时返回了 0。要返回 `NaN`。"),
    ("promise_of_a_tenth", {"limit": 0.1}, "The promise is `MAX_HONEST`, 0.2, not a tenth.", "承诺是 `MAX_HONEST`，0.2，不是十分之一。"),
)  # fmt: skip


# --- k_anonymity: people, not rows ------------------------------------------------------------------------------------

k_anonymity = Exercise(points=3, compare="equal", library=["metrics.k_anonymity(df, quasi)"])


def people(rows: list[tuple], columns=("user_id", "city", "birth_year", "gender")) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns))


@k_anonymity.example
def four_people_by_hand():
    df = people(
        [(1, "Hangzhou", 1990.0, "f"), (1, "Hangzhou", 1990.0, "f"), (2, "Hangzhou", 1990.0, "m"), (3, "Ningbo", None, "f"),
         (4, "Ningbo", None, "m"), (4, "Ningbo", None, "m")]
    )  # fmt: skip
    return {"df": df, "quasi": ["city", "birth_year"]}, 2


STREET = people(
    [(11, "Suzhou", 1988.0, "f"), (12, "Suzhou", 1988.0, "m"), (12, "Suzhou", 1988.0, "m"), (13, "Suzhou", 1988.0, "m"),
     (14, "Wuxi", 1975.0, "f"), (15, "Wuxi", 1975.0, "f"), (15, "Wuxi", 1975.0, "f"), (16, "Wuxi", 1975.0, "m"),
     (14, "Wuxi", 1975.0, "f"), (17, "Suzhou", 1975.0, "m"), (18, "Suzhou", 1975.0, "m"), (18, "Suzhou", 1975.0, "m"),
     (19, "Suzhou", 1975.0, "m"), (11, "Suzhou", 1988.0, "f"), (20, "Suzhou", 1988.0, "m"), (21, "Wuxi", 1975.0, "f")]
)  # fmt: skip


@k_anonymity.visible(en="one street by city and year", zh="一条街，按城市和年份")
def one_street():
    return {"df": STREET, "quasi": ["city", "birth_year"]}


@k_anonymity.visible(en="the same street by gender alone", zh="同一条街，只按性别")
def by_gender():
    return {"df": STREET.iloc[::-1].reset_index(drop=True), "quasi": ["gender"]}


@k_anonymity.visible(edge=True, en="all three columns", zh="三列都知道")
def all_three():
    df = STREET[~STREET["user_id"].isin([11, 16])]
    return {"df": pd.concat([df, df.tail(3)], ignore_index=True), "quasi": ["gender", "city", "birth_year"]}


@k_anonymity.visible(edge=True, en="somebody with two cities", zh="一个人，两个城市")
def two_cities():
    df = people([(1, "A", 1990.0, "f"), (1, "B", 1990.0, "f"), (2, "A", 1990.0, "f"), (2, "A", 1990.0, "f"),
                 (3, "B", 1990.0, "m"), (4, "B", 1990.0, "m"), (5, "A", 1990.0, "m"), (3, "B", 1990.0, "m")])  # fmt: skip
    return {"df": df, "quasi": ["city"]}


@k_anonymity.visible(edge=True, en="missing values are the smallest group", zh="缺失的那组最小")
def missing_is_smallest():
    df = people([(1, "A", 1990.0, "f"), (2, "A", 1990.0, "f"), (3, "A", 1990.0, "f"), (4, "A", None, "f"), (5, "A", None, "f"),
                 (5, "A", None, "f"), (5, "A", None, "f")])  # fmt: skip
    return {"df": df, "quasi": ["city", "birth_year"]}


@k_anonymity.visible(edge=True, en="categories that nobody has", zh="有没人用到的类别")
def unused_categories():
    df = STREET.copy()
    df["city"] = pd.Categorical(df["city"], categories=["Suzhou", "Wuxi", "Ningbo"])
    df["gender"] = pd.Categorical(df["gender"], categories=["f", "m", "other"])
    return {"df": df[df["birth_year"] == 1975.0], "quasi": ["city", "gender"]}


@k_anonymity.visible(edge=True, en="nothing known", zh="什么也不知道")
def nothing_known():
    return {"df": STREET, "quasi": []}


@k_anonymity.visible(edge=True, en="one person alone", zh="有一个人孤零零")
def one_alone():
    return {"df": pd.concat([STREET, people([(30, "Lhasa", 1960.0, "m")] * 3)], ignore_index=True), "quasi": ["city"]}


@k_anonymity.visible(edge=True, en="an empty table", zh="空表")
def empty_table():
    return {"df": STREET.head(0), "quasi": ["city"]}


@k_anonymity.visible(edge=True, en="an empty table, nothing known", zh="空表，也什么都不知道")
def empty_and_nothing():
    return {"df": STREET.head(0), "quasi": []}


@k_anonymity.hidden(worlds=3)
def other_tables(world: World):
    accounts = world.table("arcade_accounts")[["user_id", "birth_year", "gender", "city", "occupation"]]
    orders = world.table("arcade_orders")[["user_id"]].merge(accounts, on="user_id").sample(700, random_state=world.rng)
    orders["birth_year"] = (orders["birth_year"] // 20 * 20).astype(float)
    orders.loc[world.rng.random(len(orders)) < 0.05, "birth_year"] = np.nan
    columns = ["birth_year", "gender", "occupation", "city"]
    size = int(world.rng.integers(1, 4))
    return {"df": orders.reset_index(drop=True), "quasi": columns[:size]}


@k_anonymity.invariant(en="k is no more than the number of people.", zh="k 不会比总人数还多。")
def not_more_than_people(result, df, **inputs):
    return 0 <= result <= df["user_id"].nunique()


def smallest(
    df, quasi, *, rows=False, dropna=False, observed=True, how="min", none="people", empty=0, each=False, once=False,
    fill=None, kind=int,
):  # fmt: skip
    """The smallest group; the arguments are the ways to get a rule wrong."""
    if not len(df):
        return empty
    if not quasi:
        return {"people": df["user_id"].nunique(), "rows": len(df), "zero": 0, "one": 1}[none]
    table = df.drop_duplicates("user_id") if once else df
    if fill is not None:
        table = table.astype(dict.fromkeys(quasi, object)).fillna(fill)

    def sizes(columns):
        groups = table.groupby(columns, dropna=dropna, observed=observed)["user_id"]
        return groups.size() if rows else groups.nunique()

    if each:
        return int(min(sizes([name]).min() for name in quasi))
    found = sizes(list(quasi))
    if how == "groups":
        return len(found)
    value = {"min": found.min, "max": found.max, "median": found.median, "mean": found.mean}[how]()
    return kind(value)


@k_anonymity.right
def smallest_by_groupby(df, quasi):
    return smallest(df, quasi)


@k_anonymity.right
def by_distinct_rows(df, quasi):
    marked_rows = df[list(quasi)].astype(object).where(df[list(quasi)].notna(), "missing")
    known = set(zip(df["user_id"], marked_rows.itertuples(index=False, name=None), strict=True))
    counts = {}
    for _, group in known:
        counts[group] = counts.get(group, 0) + 1
    return min(counts.values(), default=0)


slips(
    k_anonymity, smallest,
    ("rows_counted", {"rows": True}, "Rows were counted, as in the lesson. Here a row is an order: count different people.", "数的是行，课上是那样。这里一行是一张订单：要数不同的人。"),
    ("missing_dropped", {"dropna": True}, "Groups with missing values were dropped. A missing value is a value like others.", "有缺失值的组丢了。缺失也算一个值。"),
    ("empty_categories", {"observed": False}, "Combinations that nobody has were counted as groups of 0. Only combinations that occur are groups.", "没人的组合也算成了 0 人的组。出现过的组合才算组。"),
    ("largest_group", {"how": "max"}, "This is the largest group. The least hidden person decides: take the smallest.", "这是最大的一组。看的是藏得最浅的人：取最小。"),
    ("median_group", {"how": "median"}, "This is the median group. The smallest is asked for.", "这是中位数那组。要最小的。"),
    ("mean_group", {"how": "mean", "kind": float}, "This is the mean size. The smallest is asked for.", "这是平均大小。要最小的。"),
    ("number_of_groups", {"how": "groups"}, "This is the number of groups. Their smallest size is asked for.", "这是有几组。要最小的一组有几个人。"),
    ("columns_one_by_one", {"each": True}, "Each column was looked at by itself. An outsider puts them together.", "一列一列分开看了。外人会把几列凑到一起。"),
    ("first_row_of_each_person", {"once": True}, "Only one row of each person was kept. Who has two cities stands in two groups.", "每个人只留了一行。有两个城市的人，两组里都有。"),
    ("rows_without_quasi", {"none": "rows"}, "With an empty `quasi` rows were counted. All people are one group.", "`quasi` 为空时数了行。所有人是一组。"),
    ("zero_without_quasi", {"none": "zero"}, "With an empty `quasi` 0 came out. All people are one group.", "`quasi` 为空时返回了 0。所有人是一组。"),
    ("one_without_quasi", {"none": "one"}, "With an empty `quasi` 1 came out. Who knows nothing finds nobody: all people are one group.", "`quasi` 为空时返回了 1。什么也不知道，谁也找不着：所有人是一组。"),
    ("missing_for_empty", {"empty": math.nan}, "An empty table gives `NaN` here. 0 is asked for.", "空表返回了 `NaN`。要返回 0。"),
)  # fmt: skip


# --- risk_ranking: deadly first --------------------------------------------------------------------------------------

risk_ranking = Exercise(points=3, compare="equal", tolerance=1e-9, library=["metrics.risk_ranking(register)"])
RISKS = ["risk_id", "probability", "impact", "mitigation_cost", "residual"]


def risks(*rows: tuple) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=RISKS)
    return table.astype(dict.fromkeys(RISKS[1:], float))


@risk_ranking.example
def three_risks_by_hand():
    register = risks(
        ("A", 0.5, 60_000, 10_000, 0.25), ("B", 0.01, 1_000_000, 5_000, None), ("C", 0.5, 60_000, None, None)
    )
    expected = pd.DataFrame(
        {
            "risk_id": ["B", "A", "C"],
            "expected_loss": [10_000.0, 30_000.0, 30_000.0],
            "mitigation_roi": [-1.0, 0.5, math.nan],
            "rank": [1, 2, 2],
        }
    )
    return {"register": register}, expected


REGISTER = risks(
    ("flood", 0.125, 200_000, 10_000, 0.0625), ("fire", 0.0625, 900_000, 25_000, 0.03125), ("leak", 0.25, 640_000, 20_000, None),
    ("strike", 0.5, 50_000, None, None), ("fraud", 0.75, 40_000, 4_000, 0.25), ("quake", 0.015625, 900_000, None, 0.0078125),
    ("outage", 0.5, 8_000, 0, 0.25), ("batch", 0.25, 100_000, 30_000, 0.125),
)  # fmt: skip


@risk_ranking.visible(en="eight risks", zh="八项风险")
def eight_risks():
    return {"register": REGISTER}


@risk_ranking.visible(en="another register, numbers out of order", zh="另一张表，编号没排顺序")
def another_register():
    register = risks(
        ("r7", 0.25, 80_000, 5_000, 0.125), ("r2", 0.5, 30_000, 2_000, 0.5), ("r9", 0.125, 420_000, 12_000, 0.0625),
        ("r4", 0.75, 64_000, 16_000, 0.25), ("r1", 0.0078125, 2_000_000, 8_000, 0.00390625), ("r3", 0.5, 96_000, 9_000, None),
        ("r5", 0.25, 6_000, None, None),
    )  # fmt: skip
    return {"register": register}


@risk_ranking.visible(edge=True, en="exactly the limit, and one yuan less", zh="正好到界线，和差一元")
def at_the_limit():
    return {
        "register": risks(
            ("a", 0.5, 399_999, 1_000, 0.25), ("b", 0.0625, 400_000, 1_000, 0.03125), ("c", 0.75, 399_999, None, None)
        )
    }


@risk_ranking.visible(edge=True, en="ties in both groups", zh="两群里都有并列")
def ties_in_both():
    register = risks(
        ("d", 0.25, 40_000, 1_000, 0.125), ("b", 0.5, 20_000, 1_000, 0.25), ("f", 0.125, 500_000, 1_000, 0.0625),
        ("a", 0.25, 500_000, 1_000, 0.125), ("e", 0.5, 2_000, 1_000, 0.25), ("c", 0.5, 20_000, None, None),
    )  # fmt: skip
    return {"register": register}


@risk_ranking.visible(edge=True, en="no measures at all", zh="一项措施也没有")
def no_measures():
    return {"register": risks(("a", 0.5, 10_000, None, None), ("b", 0.25, 30_000, 0, 0.125))}


@risk_ranking.visible(edge=True, en="only deadly risks", zh="全是要命的")
def only_deadly():
    return {"register": risks(("x", 0.5, 400_000, 9_000, 0.25), ("y", 0.25, 900_000, 9_000, None))}


@risk_ranking.visible(edge=True, en="one risk", zh="只有一项")
def one_risk():
    return {"register": risks(("a", 0.25, 12_000, 1_000, 0.125))}


@risk_ranking.visible(edge=True, en="an empty register", zh="空的登记表")
def empty_register():
    return {"register": REGISTER.head(0)}


@risk_ranking.hidden(worlds=3)
def other_registers(world: World):
    rng = world.rng
    size = int(rng.integers(10, 20))
    chance = rng.integers(1, 48, size) / 64
    cost = np.where(rng.random(size) < 0.25, np.nan, rng.integers(0, 30, size) * 1000.0)
    table = pd.DataFrame(
        {
            "risk_id": [f"R{n:03d}" for n in rng.permutation(size)],
            "probability": chance,
            "impact": rng.choice([20_000, 64_000, 96_000, 200_000, 400_000, 900_000], size).astype(float),
            "mitigation_cost": cost,
            "residual": np.where(rng.random(size) < 0.3, np.nan, chance / 2),
        }
    )
    return {"register": table}


@risk_ranking.invariant(en="Ranks begin at 1.", zh="名次从 1 开始。")
def ranks_from_one(result, register, **inputs):
    return not len(register) or int(result["rank"].min()) == 1


def ranked(
    register, *, ruin=400_000.0, deadly=True, closed=True, deadly_by="impact", roi="return", untested="nothing", zero="missing",
    method="min", restart=False, sort="rank", rest_by="expected_loss", extra=False, ascending=False, none=None,
    tie_break=True, lesson=False, different=False,
):  # fmt: skip
    """The ranking; the arguments are the ways to get a rule wrong."""
    table = register[["risk_id"]].copy()
    impact, probability, cost = register["impact"], register["probability"], register["mitigation_cost"]
    table["expected_loss"] = probability * impact
    left = register["residual"]
    left = left.fillna(probability) if untested == "nothing" else left.fillna(0.0) if untested == "all" else left
    if roi == "gone":
        left = probability * 0
    avoided = (probability - left) * impact
    priced = cost.where(cost > 0) if zero == "missing" else cost
    with np.errstate(divide="ignore", invalid="ignore"):
        table["mitigation_roi"] = {
            "return": (avoided - priced) / priced, "gone": (avoided - priced) / priced, "ratio": avoided / priced, "yuan": avoided - priced,
            "residual_loss": (left * impact - priced) / priced, "points": ((probability - left) - priced) / priced,
        }[roi]  # fmt: skip
    if none is not None:
        table["mitigation_roi"] = table["mitigation_roi"].fillna(none)
    kills = (impact >= ruin if closed else impact > ruin) if deadly else pd.Series(False, index=register.index)
    measure = {"impact": impact, "expected_loss": table["expected_loss"], "probability": probability}
    rest = {**measure, "roi": table["mitigation_roi"].fillna(-9)}[rest_by]
    first = measure[deadly_by][kills].rank(method=method, ascending=ascending)
    then = rest[~kills].rank(method=method, ascending=ascending) + (0 if restart else kills.sum())
    if different:
        then += impact[kills].nunique() - kills.sum()
    table["rank"] = pd.concat([first, then]).astype(float if method == "average" else int)
    if lesson:
        table = table.sort_values("expected_loss", ascending=False)
        return table.assign(rank=range(1, len(table) + 1)).reset_index(drop=True)
    if extra:
        table["avoided_loss"] = avoided
    order = {"rank": ["rank", "risk_id"] if tie_break else ["rank"], "id": ["risk_id"], "none": []}[sort]
    if order:
        table = table.sort_values(order, kind="stable")
    return table.reset_index(drop=True)


@risk_ranking.right
def in_two_groups(register):
    return ranked(register)


@risk_ranking.right
def by_counting_who_is_ahead(register):
    rows = []
    items = register.to_dict("records")

    def key(one):
        return (1, one["impact"]) if one["impact"] >= 400_000 else (0, one["probability"] * one["impact"])

    for one in items:
        cost = one["mitigation_cost"]
        avoided = 0.0 if pd.isna(one["residual"]) else (one["probability"] - one["residual"]) * one["impact"]
        roi = (avoided - cost) / cost if pd.notna(cost) and cost else np.nan
        rows.append(
            (one["risk_id"], one["probability"] * one["impact"], roi, 1 + sum(key(two) > key(one) for two in items))
        )
    table = pd.DataFrame(rows, columns=["risk_id", "expected_loss", "mitigation_roi", "rank"])
    table = table.astype(
        {"risk_id": register["risk_id"].dtype, "expected_loss": float, "mitigation_roi": float, "rank": int}
    )
    return table.sort_values(["rank", "risk_id"], ignore_index=True)


slips(
    risk_ranking, ranked,
    ("by_expected_loss_only", {"deadly": False}, "All risks were ranked by expected loss. Those of `RUIN` or more come first.", "全按期望损失排了。损失到 `RUIN` 的要排在前面。"),
    ("limit_is_outside", {"closed": False}, "A risk of exactly `RUIN` was not counted as deadly. `RUIN` or more: `>=`.", "正好等于 `RUIN` 的没算要命。不小于就算：`>=`。"),
    ("limit_of_a_million", {"ruin": 1_000_000.0}, "The limit is `RUIN`, 400,000 yuan.", "界线是 `RUIN`，400,000 元。"),
    ("deadly_by_expected_loss", {"deadly_by": "expected_loss"}, "The deadly ones were ranked by expected loss. Among them the impact counts.", "要命的也按期望损失排了。它们之间看 impact。"),
    ("deadly_by_probability", {"deadly_by": "probability"}, "The deadly ones were ranked by probability. Among them the impact counts.", "要命的按可能排了。它们之间看 impact。"),
    ("rest_by_impact", {"rest_by": "impact"}, "The others were ranked by impact. Among them the expected loss counts.", "其余的也按 impact 排了。它们之间看期望损失。"),
    ("rest_by_return", {"rest_by": "roi"}, "The others were ranked by the return of the measure. The expected loss counts.", "其余的按措施回报排了。看期望损失。"),
    ("ratio_for_return", {"roi": "ratio"}, "This is avoided loss / cost. The cost is to be taken off first.", "这是少损失的 ÷ 费用。要先减掉费用。"),
    ("yuan_for_return", {"roi": "yuan"}, "This is the gain in yuan. Divide it by the cost.", "这是赚了多少元。还要除以费用。"),
    ("residual_as_gain", {"roi": "residual_loss"}, "The loss that is *left* was taken as avoided.", "把**剩下**的损失当成少损失的了。"),
    ("untested_is_unknown", {"untested": "keep"}, "A measure with a cost and no tested residual has a missing ROI here. It avoids nothing: -1.", "有费用、没试过的措施，回报成了缺失。要当作什么也没少：-1。"),
    ("untested_is_perfect", {"untested": "all"}, "A missing residual was taken as 0, as if the measure removed the risk. It avoids nothing.", "residual 缺失当成 0，好像措施全管住了。要当作什么也没少。"),
    ("cost_zero_divides", {"zero": "keep"}, "With a cost of 0 the ROI is infinite here. `NaN` is asked for.", "费用是 0 时回报成了无穷大。要 `NaN`。"),
    ("zero_return_without_measure", {"none": 0.0}, "Without a measure the ROI is 0 here. `NaN`: there is nothing to judge.", "没有措施的回报填成了 0。应该是 `NaN`：没什么可评的。"),
    ("no_place_left_out", {"method": "dense"}, "After a tie no rank was left out (1, 1, 2). It goes on with 1, 1, 3.", "并列后面的名次没有空出来（1、1、2）。应该是 1、1、3。"),
    ("ties_by_row", {"method": "first"}, "Equal ones got different ranks by the order of the rows. They share the smallest.", "相同的按行的先后分了名次。要并列取最小名次。"),
    ("mean_rank", {"method": "average"}, "Equal ones share the mean rank, such as 1.5. They share the smallest.", "相同的取了平均名次，如 1.5。要取最小名次。"),
    ("largest_of_ties", {"method": "max"}, "Equal ones share the largest rank. They share the smallest.", "相同的取了最大名次。要取最小名次。"),
    ("two_first_places", {"restart": True}, "The others begin at rank 1 again. They go on behind the deadly ones.", "其余的又从 1 开始了。要接着要命的往下数。"),
    ("smallest_first", {"ascending": True}, "The smallest has rank 1. The largest comes first.", "最小的排了第 1。最大的在前。"),
    ("as_in_the_register", {"sort": "none"}, "The rows stand as in the register. Sort by `rank`, then `risk_id`.", "行照登记表的先后。要先按 `rank`、再按 `risk_id` 排。"),
    ("ties_not_sorted", {"tie_break": False}, "Equal ranks stand as they came. They are sorted by `risk_id`.", "并列的照来的先后。要按 `risk_id` 排。"),
    ("sorted_by_number_only", {"sort": "id"}, "The rows are sorted by `risk_id`. `rank` comes first.", "按 `risk_id` 排了。要先按 `rank`。"),
    ("as_in_the_lesson", {"lesson": True, "untested": "keep", "zero": "keep"}, "This is the lesson's order, by expected loss, 1, 2, 3 without ties. Risks of `RUIN` or more come first, and equal ones share a rank.", "这是课上的排法：全按期望损失，1、2、3 往下数。这里损失到 `RUIN` 的在前，相同的并列。"),
    ("everything_avoided", {"roi": "gone"}, "The whole expected loss was taken as avoided. The measure leaves `residual`.", "把全部期望损失都当成少损失的了。有了措施，还剩 `residual`。"),
    ("deadly_counted_once_a_tie", {"different": True}, "The others go on behind the number of *different* deadly losses. Behind two that tie for rank 1 comes rank 3.", "其余的接着**不同的**要命损失有几个往下数了。两项并列第 1，后面是第 3。"),
    ("one_column_more", {"extra": True}, "There is a column too many. Four are asked for.", "多了一列。只要四列。"),
)  # fmt: skip


# --- chart_wrong_flags --------------------------------------------------------------------------------------------------

chart_wrong_flags = Exercise(points=3, compare="chart", tolerance=1e-6)


def wall_of(rows: dict, threshold: float) -> dict:
    """Inputs from {place: "F.9 H.8 ?.7 H-"}; a dash is a missing score."""
    labels = {"F": 1.0, "H": 0.0, "?": np.nan}
    cases = [
        (place, np.nan if item[1:] == "-" else float(item[1:]), labels[item[0]])
        for place, text in rows.items()
        for item in text.split()
    ]
    table = pd.DataFrame(cases, columns=["place", "score", "fake"])
    order = np.argsort((np.arange(len(table)) * 7 + 3) % max(len(table), 1), kind="stable")
    table = table.iloc[order].reset_index(drop=True)
    table.insert(0, "order_id", 900 - np.arange(len(table)) * 3)
    return {"orders": table, "threshold": threshold}


@chart_wrong_flags.example
def three_places_by_hand():
    inputs = wall_of({"D1": "H.7 H.6 H.4 H.2 H- F.9", "H2": "H.5 H.1 H.2 H.3 H.4", "F3": "H.9 H.8 H.7 H.1"}, 0.6)
    return inputs, [("D1", 0.4), ("H2", 0.0)]


CITY = {
    "D1": "H.8 H.7 H.6 F.9 H.3 H.2 ?.9 H.65 H.1 F.3",
    "H2": "H.2 H.7 H.1 H.3 F.8 H.15 H.4 H- H.05 ?.7 H.1",
    "F3": "H.5 H.55 H.6 H.2 F.9 F.7 ?.1 ?.2",
    "S4": "H.6 H.59 H.1 H.2 H.61 F.1 F.2 F.3",
    "L5": "H.1 H.2 H.3 H.4 H- ?.8",
    "G7": "H.9 H.1 H.2 F.9 ?.1 ?.2 ?.3",
    "K8": "H.9 H.1",
    "M9": "H.7 H.2 H.1 F.8 F.9 F.3",
}


@chart_wrong_flags.visible(en="five places", zh="五个地方")
def five_places():
    return wall_of(CITY, 0.6)


@chart_wrong_flags.visible(en="a lower threshold", zh="阈值低一些")
def a_lower_threshold():
    return wall_of({**CITY, "B6": "H.45 H.41 H.9 H.2 H.4 F.6", "F3": CITY["F3"] + " H.7"}, 0.4)


@chart_wrong_flags.visible(edge=True, en="exactly the threshold", zh="正好等于阈值")
def exactly_the_threshold():
    return wall_of({"D1": "H.5 H.5 H.49 H.1 H.2", "H2": "H.5 H.6 H.7 H.8 H.9"}, 0.5)


@chart_wrong_flags.visible(edge=True, en="scores that are missing", zh="有分数缺失")
def scores_missing():
    return wall_of({"D1": "H- H- H.9 H.8 H- H.1", "H2": "H.9 H- H- H- H- F-"}, 0.5)


@chart_wrong_flags.visible(edge=True, en="five honest orders, and four", zh="真实的正好五单，和四单")
def five_and_four():
    return wall_of(
        {
            "D1": "H.9 H.1 H.1 H.1 H.1 F.9",
            "H2": "H.9 H.9 H.1 H.1 F.9 F.9 ?.9 ?.1",
            "L5": "H.1 H.1 H.1 H.1 H.1 H.1",
        },
        0.5,
    )


@chart_wrong_flags.hidden(worlds=3)
def other_walls(world: World):
    rng = world.rng
    size = int(rng.integers(80, 160))
    place = rng.choice(["D1", "H2", "F3", "S4", "L5", "B6"], size, p=[0.3, 0.3, 0.15, 0.15, 0.06, 0.04])
    fake = np.where(rng.random(size) < 0.15, np.nan, (rng.random(size) < 0.25).astype(float))
    score = np.round(rng.uniform(0, 1, size), 1)
    score[rng.random(size) < 0.08] = np.nan
    orders = pd.DataFrame({"order_id": rng.permutation(size), "place": place, "score": score, "fake": fake})
    return {"orders": orders, "threshold": float(rng.choice([0.4, 0.5, 0.7]))}


def wrongly(
    orders, threshold, *, who="honest", strict=False, least=5, least_of="honest", missing="below", below="honest", invert=False,
    keep_zero=True, count=False, percent=False, unjudged=False,
):  # fmt: skip
    """Shares by place; the arguments are the ways to get a rule wrong."""
    judged_rows = orders[orders["fake"].notna()]
    honest = orders[orders["fake"] == 0]
    rows = {"honest": honest, "all": orders, "judged": judged_rows, "fakes": orders[orders["fake"] == 1],
            "not_fake": orders[orders["fake"] != 1]}[who]  # fmt: skip
    if missing == "drop":
        rows = rows[rows["score"].notna()]
    flagged = rows["score"] > threshold if strict else rows["score"] >= threshold
    if missing == "flagged":
        flagged = flagged | rows["score"].isna()
    heights = {}
    for place in sorted(set(rows["place"])):
        here = flagged[rows["place"] == place]
        members = {"honest": int((honest["place"] == place).sum()), "judged": int((judged_rows["place"] == place).sum()),
                   "all": int((orders["place"] == place).sum()), "flagged_all": None}  # fmt: skip
        if (members[least_of] if least_of != "rows" else len(here)) < least:
            continue
        total = {"honest": len(here), "flagged": None, "all": int((orders["place"] == place).sum()), "judged": members["judged"],
                 "everywhere": len(rows)}[below]  # fmt: skip
        if below == "flagged":
            caught = orders[(orders["place"] == place) & (orders["score"] >= threshold)]
            total = len(caught)
        if not total:
            continue
        value = here.sum() if count else here.sum() / total
        if invert:
            value = 1 - value
        if value or keep_zero:
            heights[place] = float(value) * (100 if percent else 1)
    return heights


def draw_places(heights: dict, title="Wrong flags by place", xlabel="place", ylabel="share of honest orders"):
    """Bars in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar(list(heights), list(heights.values()))
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    return axes


@chart_wrong_flags.right
def bars_by_place(orders, threshold):
    return draw_places(wrongly(orders, threshold))


@chart_wrong_flags.right
def points_by_place(orders, threshold):
    import matplotlib.pyplot as plt

    honest = orders.query("fake == 0").assign(hit=lambda rows: rows["score"].fillna(-1) >= threshold)
    table = honest.pivot_table(index="place", values="hit", aggfunc=["mean", "count"])
    shown = table[table[("count", "hit")] >= 5][("mean", "hit")].sort_values()
    _, axes = plt.subplots()
    axes.plot(list(shown.index), shown.to_numpy(dtype=float), "o")
    axes.set(title="flagged honest orders", xlabel="place", ylabel="share")
    return axes


def wall(**options):
    return lambda orders, threshold: draw_places(wrongly(orders, threshold, **options))


for _name, _options, _en, _zh in (
    ("all_orders", {"who": "all"}, "All orders are in, fakes and unjudged ones, too. Only honest judged orders count.", "全部订单都算了，假的、没判的也在。只算已判为真实的。"),
    ("judged_orders", {"who": "judged"}, "Fakes are in. Who is flagged rightly does not pay for our threshold.", "假的也算了。判得对的，不是我们误伤的。"),
    ("unjudged_are_honest", {"who": "not_fake"}, "Orders not judged yet were counted as honest. Nobody knows yet.", "还没判的当成真实的了。现在还不知道。"),
    ("fakes_found", {"who": "fakes", "least_of": "all"}, "This is the share of fakes that are found. Honest orders are asked for.", "这是刷单被抓到的占比。题目要的是真实订单。"),
    ("above_only", {"strict": True}, "Orders with exactly the threshold were not flagged. The threshold or more: `>=`.", "正好等于阈值的没判。不低于就判：`>=`。"),
    ("without_score_left_out", {"missing": "drop"}, "Orders without a score are missing below the line. They were not flagged, and count.", "没有分数的没进分母。它们没被判，但要算。"),
    ("without_score_flagged", {"missing": "flagged"}, "Orders without a score were counted as flagged.", "没有分数的当成被判了。"),
    ("unjudged_counted_everywhere", {"who": "not_fake", "least_of": "rows"}, "Orders not judged yet were counted as honest, for the share and for MIN_HONEST. Nobody knows yet.", "还没判的当成真实的了，占比和 MIN_HONEST 里都是。现在还不知道。"),
    ("without_score_left_out_everywhere", {"missing": "drop", "least_of": "rows"}, "Orders without a score were left out, of the share and of MIN_HONEST. They were not flagged, and count.", "没有分数的去掉了，占比和 MIN_HONEST 里都没算。它们没被判，但要算。"),
    ("above_only_everywhere", {"strict": True, "least": 1}, "Two things: flagged is the threshold *or more* (`>=`), and places with fewer than MIN_HONEST honest orders have no mark.", "两处：不低于阈值就判（`>=`）；真实订单不到 MIN_HONEST 的地方不画。"),
    ("few_honest_shown", {"least": 1}, "Places with fewer than MIN_HONEST honest orders have a mark.", "真实订单不到 MIN_HONEST 的地方也画了。"),
    ("more_than_the_least", {"least": 6}, "A place with exactly MIN_HONEST honest orders has no mark. At least: `>=`.", "正好 MIN_HONEST 单的没画。至少就行：`>=`。"),
    ("least_of_all_orders", {"least_of": "all"}, "MIN_HONEST was compared with all orders of the place. It counts honest ones.", "拿全部订单去比 MIN_HONEST 了。要数真实的。"),
    ("least_of_judged", {"least_of": "judged"}, "MIN_HONEST was compared with all judged orders. It counts honest ones.", "拿全部已判的去比 MIN_HONEST 了。要数真实的。"),
    ("over_all_orders", {"below": "all"}, "Honest orders flagged were divided by all orders of the place. Below the line stand the honest ones.", "除以了这个地方的全部订单。分母是真实的。"),
    ("over_judged_orders", {"below": "judged"}, "Honest orders flagged were divided by all judged orders. Below the line stand the honest ones.", "除以了全部已判的订单。分母是真实的。"),
    ("over_flagged_orders", {"below": "flagged"}, "This is the share of wrong ones among the flagged. Below the line stand the honest ones.", "这是被判的里面误判的占比。分母是真实的。"),
    ("share_of_all_honest", {"below": "everywhere"}, "Each place was divided by the honest orders of all places. Each has its own.", "除以了所有地方的真实订单。各算各的。"),
    ("numbers_of_orders", {"count": True}, "These are numbers of orders. A share is asked for.", "这是单数。题目要占比。"),
    ("left_alone", {"invert": True}, "This is the share that is left alone.", "这是没被判的占比。"),
    ("zeros_left_out", {"keep_zero": False}, "Places where nobody is flagged have no mark. Theirs is at 0.", "一单也没误判的地方没画。标记应该在 0。"),
):  # fmt: skip
    slip(chart_wrong_flags, _name, wall(**_options), _en, _zh)


@chart_wrong_flags.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_marks(orders, threshold):
    return draw_places(wrongly(orders, threshold), title="", xlabel="", ylabel="")


@chart_wrong_flags.wrong(
    en="The heights are per cent, and the axis does not say so. Write % into its label, or draw shares from 0 to 1.",
    zh="高度是百分数，轴上却没写。在轴的名称里写上 %，或者画 0 到 1 的小数。",
)
def percent_without_a_sign(orders, threshold):
    return draw_places(wrongly(orders, threshold, percent=True))


@chart_wrong_flags.wrong(
    en="One mark for all places together. One for each place is asked for.", zh="把各地合成了一个标记。要每个地方一个。"
)
def one_mark_for_all(orders, threshold):
    return draw_places(wrongly(orders.assign(place="all"), threshold))
