"""The helper that looks for barriers: what it finds, where it looks, and what it leaves out."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from axe import violations
from classroom import browser as drive

pytestmark = pytest.mark.browser

PAGE = """
<!doctype html><html lang="en"><head><title>A shop</title></head><body><main>
<div id="pale"><p style="color:#bbb;background:#fff">hardly to be read</p></div>
<div id="blind"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="40" height="40"></div>
<div id="nameless"><input type="text" style="height:2em"></div>
<div id="good"><label>Budget <input type="text" style="height:2em"></label><p>plain to read</p></div>
</main></body></html>
"""


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    if drive.chromium() is None and "CI" not in os.environ:
        pytest.skip("Debian's chromium is not installed: apt-get install chromium")
    with drive.browser() as browser:
        one = browser.new_page()
        one.set_content(PAGE)
        yield one


def rules(found: list[str]) -> set[str]:
    return {text.split(":")[0] for text in found}


def test_pale_text_a_picture_without_words_and_a_field_without_a_name_are_found(page: Any) -> None:
    assert rules(violations(page)) == {"color-contrast", "image-alt", "label"}


def test_only_the_parts_asked_for_are_looked_at(page: Any) -> None:
    assert rules(violations(page, include="#blind")) == {"image-alt"}
    assert violations(page, include="#good") == []


def test_a_place_is_left_out_for_its_rule_alone(page: Any) -> None:
    every = {"color-contrast", "image-alt", "label"}
    assert rules(violations(page, exclude={"color-contrast": ["#pale p"]})) == every - {"color-contrast"}
    assert rules(violations(page, exclude={"color-contrast": ["#pale"], "label": ["p"]})) == every
