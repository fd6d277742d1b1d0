"""Messages in a page."""

import pytest

from storelab.practice.result import inline_html


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("The *median*, not the **mean**.", "The <em>median</em>, not the <strong>mean</strong>."),
        ("要用*中位数*，**不是**平均数。", "要用<em>中位数</em>，<strong>不是</strong>平均数。"),
        ("`*` comes before `+`: `a * b + c * d`.", "<code>*</code> comes before <code>+</code>: <code>a * b + c * d</code>."),
        ("A learner's \0 beside `code` \0", "A learner's  beside <code>code</code> "),
        ("3 * 4 and 5 * 6", "3 * 4 and 5 * 6"),
        ("`a < b` & <b>", "<code>a &lt; b</code> &amp; &lt;b&gt;"),
        ("**all of `paid`** and *`refund`*", "<strong>all of <code>paid</code></strong> and <em><code>refund</code></em>"),
    ],
)  # fmt: skip
def test_code_and_emphasis_are_kept_and_all_else_is_escaped(text, page):
    assert inline_html(text) == page
