"""What all widgets share: sliders, one picture that is redrawn in place, a sentence that reads it out, a hint.

The figure stays and only its artists change, for making a new one takes several times as long. The picture is a plain
PNG in an image widget; beside the live view the output carries that PNG and its text alternative, so that a page
without a kernel shows the first state.
"""

import html
import io
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.plots import style

# Drawn at the size of the screen: a denser picture takes longer than a slider may.
DPI = 96
Values = Mapping[str, Any]


def new_figure(width: float = 7.6, height: float = 3.2) -> Figure:
    """A figure in the course's style that no notebook shows by itself; sizes in inches."""
    style()
    figure = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def render(figure: Figure) -> bytes:
    """Draw the figure as PNG, packed lightly: bytes are cheap on the way to the browser, time is not."""
    buffer = io.BytesIO()
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.print_png(buffer, pil_kwargs={"compress_level": 1})
    return buffer.getvalue()


def slider(text: str, value: float, low: float, high: float, step: float, unit: str = "") -> ipywidgets.FloatSlider:
    """A slider with its whole label in view; the arrow keys move it by one step."""
    return ipywidgets.FloatSlider(
        value=value,
        min=low,
        max=high,
        step=step,
        description=text,
        tooltip=text,
        readout_format=f",.{0 if step >= 1 else 2}f",
        continuous_update=True,
        style={"description_width": "46%"},
        layout=ipywidgets.Layout(width="23.5em"),
    )


class Panel(ipywidgets.VBox):
    """A widget: controls above, a picture, and what it shows in words.

    Parameters
    ----------
    title
        What the picture is called.
    hint
        What to try.
    controls
        Sliders and the like, by the name under which their values reach ``update``.
    figure
        The figure, from `new_figure`, with its artists.
    update
        Changes the artists for the values, and returns a sentence that reads the picture out.
    rows
        Names of the controls that stand side by side; by default each has its own line.

    Attributes
    ----------
    controls
        As given.
    picture
        The image widget.
    """

    def __init__(
        self,
        title: str,
        hint: str,
        controls: Mapping[str, ipywidgets.ValueWidget],
        figure: Figure,
        update: Callable[[Values], str],
        rows: Sequence[Sequence[str]] | None = None,
    ) -> None:
        self.controls = dict(controls)
        self.picture = ipywidgets.Image(format="png", layout=ipywidgets.Layout(max_width="100%"))
        self._title = title
        self._figure = figure
        self._update = update
        self._words = ipywidgets.HTML()
        self._alt = ""
        self._draw()
        # Room for the labels was found by the first drawing and stays: finding it anew takes half of the time.
        figure.set_layout_engine("none")
        lines = [
            ipywidgets.HBox([self.controls[name] for name in row], layout=ipywidgets.Layout(flex_flow="row wrap"))
            for row in rows or [[name] for name in self.controls]
        ]
        super().__init__(
            [ipywidgets.HTML(_paragraph(hint)), *lines, self.picture, self._words],
            layout=ipywidgets.Layout(width="100%"),
        )
        for control in self.controls.values():
            control.observe(self._redraw, names="value")

    @property
    def alt(self) -> str:
        """The text alternative of the picture as it stands."""
        return self._alt

    def values(self) -> dict[str, Any]:
        """What the controls say."""
        return {name: control.value for name, control in self.controls.items()}

    def _draw(self) -> None:
        words = self._update(self.values())
        self._alt = f"{self._title}{pick({'en': ': ', 'zh': COLON})}{words}"
        self.picture.value = render(self._figure)
        self.picture.tooltip = self._alt
        self._words.value = _paragraph(words, live=True)

    def _redraw(self, _change: Any) -> None:
        # A function of the learner's own may be plugged in: its error belongs under the picture, not into a log.
        try:
            self._draw()
        except Exception as error:
            failed = pick({"en": "This could not be drawn", "zh": "没能画出来"})
            colon = pick({"en": ": ", "zh": COLON})
            name = "" if isinstance(error, StoreLabError) else f"{type(error).__name__}: "
            self._words.value = _paragraph(f"{failed}{colon}{name}{error}", live=True)

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = super()._repr_mimebundle_(**options) or {}
        data = dict(bundle[0] if isinstance(bundle, tuple) else bundle)
        data["text/plain"] = self._alt
        data["image/png"] = b64encode(self.picture.value).decode()
        return data, {"image/png": {"alt": self._alt}}


def _paragraph(text: str, live: bool = False) -> str:
    spoken = ' aria-live="polite"' if live else ""
    return f'<p{spoken} style="line-height:1.5;max-width:46em;margin:0.3em 0">{html.escape(text)}</p>'


COLON = "\uff1a"
