"""Text in columns, where a Chinese character takes two."""

import re
import unicodedata

# A word, a space, or one wide character with the punctuation that may not begin a line.
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_PIECES = re.compile(rf"\s+|[{_WIDE}][，。；：、！？）】》”]*|[^\s{_WIDE}]+[，。；：、！？）】》”]*")


def width(text: str) -> int:
    """How many columns a text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, columns: int) -> str:
    """The text with spaces behind it, ``columns`` wide; a longer one stays as it is."""
    return text + " " * (columns - width(text))


def cut(text: str, columns: int) -> str:
    """The text, or as much of it as fits into ``columns`` with an ellipsis behind."""
    if width(text) <= columns:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > columns - 1:
            break
        kept += character
    return f"{kept}…"


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most ``columns``; a longer word keeps a line of its own."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1].strip() and width((lines[-1] + piece).rstrip()) > columns:
            lines.append("")
        if lines[-1] or not piece.isspace():
            lines[-1] += piece
    return [line.rstrip() for line in lines]
