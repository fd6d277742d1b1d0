"""Shows figures in notebooks as pictures with a text alternative."""

import html
import struct
from base64 import b64decode, b64encode
from typing import Any
from weakref import WeakKeyDictionary

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from storelab.plots._alt import alt_text

SCREEN_DPI = 96
# The picture drawn for the HTML form waits here for the PNG form of the same output, so that it is drawn once.
_drawn: "WeakKeyDictionary[Figure, Any]" = WeakKeyDictionary()


def show_in_notebooks() -> None:
    """Register the formatters with IPython; nothing happens outside it."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is None or not hasattr(shell, "display_formatter"):
        return
    import matplotlib.pyplot as plt

    # Loads the notebook's backend now rather than with the first figure, for it drops all formatters of figures.
    plt.switch_backend(matplotlib.get_backend())
    _register(shell)

    # %matplotlib and %config drop them too; they come back with the next cell.
    def again(_info: Any) -> None:
        _register(shell)

    shell.events.register("pre_run_cell", again)


def _register(shell: Any) -> None:
    import matplotlib.pyplot as plt

    if "inline" in matplotlib.get_backend():
        # The notebook's backend draws a figure when it shows it; pyplot would draw it once more before.
        plt.uninstall_repl_displayhook()
    formatters = shell.display_formatter.formatters
    png = formatters["image/png"]
    original = png.type_printers.get(Figure)
    if original is not None and not hasattr(original, "_storelab"):

        def to_html(figure: Figure) -> str | None:
            drawn = original(figure)
            _drawn[figure] = drawn
            return picture_html(_png_bytes(drawn), alt_text(figure))

        def to_png(figure: Figure) -> Any:
            drawn = _drawn.pop(figure, None)
            data = drawn if drawn is not None else original(figure)
            content, metadata = data if isinstance(data, tuple) else (data, {})
            return content, {**metadata, "alt": alt_text(figure)}

        to_png._storelab = True  # type: ignore[attr-defined]
        png.for_type(Figure, to_png)
        formatters["text/html"].for_type(Figure, to_html)
    shell.display_formatter.ipython_display_formatter.for_type(Axes, _show_axes)
    # A learner reads 0.75, not np.float64(0.75).
    plain = formatters["text/plain"]
    plain.for_type(np.float64, lambda number, printer, _cycle: printer.text(f"{number:.6g}"))
    plain.for_type(np.int64, lambda number, printer, _cycle: printer.text(str(number)))
    plain.for_type(np.bool_, lambda truth, printer, _cycle: printer.text(str(truth)))


def _show_axes(ax: Axes) -> None:
    # A chart is the last line of many cells: its figure is shown at the end of the cell, its Python name would be
    # noise. One that was shown in an earlier cell is shown again.
    import matplotlib.pyplot as plt
    from IPython.display import display

    figure = ax.get_figure(root=True)
    if figure is not None and figure not in map(plt.figure, plt.get_fignums()):
        display(figure)


def _png_bytes(drawn: Any) -> bytes:
    content = drawn[0] if isinstance(drawn, tuple) else drawn
    return b64decode(content) if isinstance(content, str) else content


def picture_html(png: bytes, alt: str) -> str:
    """A PNG as an ``<img>`` with its text alternative, as wide as it was meant in inches."""
    pixels = struct.unpack(">I", png[16:20])[0]  # the width, from the file's first chunk
    width = round(pixels * SCREEN_DPI / float(matplotlib.rcParams["savefig.dpi"]))
    data = b64encode(png).decode()
    return (
        f'<img alt="{html.escape(alt, quote=True)}" width="{width}" style="max-width:100%;height:auto" '
        f'src="data:image/png;base64,{data}">'
    )
