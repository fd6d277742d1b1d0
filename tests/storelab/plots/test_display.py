"""Figures in a notebook are pictures with a text alternative."""

from base64 import b64decode

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

CELLS = [
    "import storelab; storelab.use_language('zh'); from storelab import plots; import pandas as pd",
    "ax = plots.bar(pd.Series({'cart': 0.2, 'pay': 0.05}), 'loss', 'percent')\nax",
    "import matplotlib.pyplot as plt\nplt.bar(['a'], [2]); plt.title('Orders & \"more\"');",
    "ax",
    "%matplotlib inline\n1",
    "plots.funnel({'view': 10, 'pay': 5})",
    # Text that lays a figure out is not drawn.
    "from matplotlib.backends.backend_agg import RendererAgg\ndrawn, draw_text = [], RendererAgg.draw_text\n"
    "RendererAgg.draw_text = lambda self, gc, x, y, text, *more, **named: (drawn.append(text), draw_text(self, gc, x, y, text, *more, **named))\n"
    "plots.bar(pd.Series({'cart': 0.2, 'pay': 0.05}), 'loss', 'percent')",
    "[text for text in drawn if text == '流失率']",
]


@pytest.fixture(scope="module")
def notebook():
    book = new_notebook(cells=[new_code_cell(source) for source in CELLS])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    NotebookClient(book, timeout=120).execute()
    return book


def outputs(notebook, number):
    return notebook.cells[number].outputs


def test_a_chart_shows_once_as_a_picture_with_its_text(notebook):
    (output,) = outputs(notebook, 1)  # no "<Axes: ...>" beside it
    html = output.data["text/html"]
    assert html.startswith('<img alt="柱状图：流失率。')
    assert "最高：加购 20.0%" in html
    assert b64decode(output.data["image/png"]).startswith(b"\x89PNG")
    assert output.metadata["image/png"]["alt"].startswith("柱状图：流失率。")


def test_ones_own_figure_has_its_title_as_text_escaped(notebook):
    output = outputs(notebook, 2)[-1]
    assert 'alt="柱状图：Orders &amp; &quot;more&quot;。' in output.data["text/html"]


def test_a_chart_of_an_earlier_cell_can_be_shown_again(notebook):
    (output,) = outputs(notebook, 3)
    assert output.output_type == "display_data"
    assert "流失率" in output.data["text/html"]


def test_text_alternatives_survive_the_choice_of_a_backend(notebook):
    (output,) = outputs(notebook, 5)
    assert 'alt="漏斗图：' in output.data["text/html"]


def test_a_chart_is_drawn_once(notebook):
    (output,) = outputs(notebook, 7)
    assert output.data["text/plain"] == "['流失率']"


def test_the_notebook_is_valid(notebook):
    nbformat.validate(notebook)


def test_nbconvert_keeps_the_text(notebook):
    from nbconvert import HTMLExporter

    page, _ = HTMLExporter().from_notebook_node(notebook)
    assert 'alt="柱状图：流失率。' in page
