"""The measured figures as Markdown tables."""

from typing import Any

NAMES = {
    "rfm": "RFM scores",
    "cohorts": "cohort retention",
    "abc": "ABC classes",
    "clv": "CLV summary",
    "funnel": "ordered funnel",
    "sessionize": "sessionisation",
    "rules": "association rules",
}


def engines_table(found: list[dict[str, Any]]) -> str:
    """Ours beside hand-written code of the same engine."""
    head = (
        "| analysis | engine | ours s | by hand s | ratio | ours processor s | by hand processor s | ratio |"
        " ours GB | by hand GB |\n|---|---|---|---|---|---|---|---|---|---|\n"
    )
    lines = []
    for one in found:
        ours, hand = one["ours"], one["hand"]
        lines.append(
            f"| {NAMES[one['row']]} | {one['engine']} | {ours['wall']:.2f} | {hand['wall']:.2f} |"
            f" {ours['wall'] / hand['wall']:.2f} | {ours['busy']:.2f} | {hand['busy']:.2f} |"
            f" {ours['busy'] / hand['busy']:.2f} | {one['ours_gb']:.2f} | {one['hand_gb']:.2f} |"
        )
    return head + "\n".join(lines)


def peers_table(found: list[dict[str, Any]]) -> str:
    """Ours on pandas beside other libraries."""
    head = (
        "| peer | analysis | peer s | ours s | times ours | peer processor s | ours processor s | times ours |"
        " peer GB | same numbers |\n|---|---|---|---|---|---|---|---|---|---|\n"
    )
    lines = []
    for one in found:
        peer, ours = one["peer_figures"], one["ours"]
        lines.append(
            f"| {one['peer']} {one['version']} | {NAMES[one['row']]} | {peer['wall']:.2f} | {ours['wall']:.2f} |"
            f" {peer['wall'] / ours['wall']:.1f} | {peer['busy']:.2f} | {ours['busy']:.2f} |"
            f" {peer['busy'] / ours['busy']:.1f} | {peer['gigabytes']:.2f} | {one['same']} |"
        )
    return head + "\n".join(lines)


def large_table(found: list[dict[str, Any]]) -> str:
    """What runs in two gigabytes."""
    head = "| analysis | engine | events | s | peak GB |\n|---|---|---|---|---|\n"
    return head + "\n".join(
        f"| {NAMES[one['row']]} | {one['engine']} | {one['events']:,} | {one['outcome']} |" for one in found
    )
