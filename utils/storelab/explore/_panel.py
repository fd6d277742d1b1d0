"""What all widgets share: sliders, one picture that is redrawn in place, a sentence that reads it out, a hint.

The figure stays and only its artists change, for making a new one takes several times as long. The picture is a plain
PNG in an image widget; beside the live view the output carries that PNG and its text alternative, so that a page
without a kernel shows the first state.
"""

import html
import io
import threading
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import ipywidgets
import numpy as np
import traitlets
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.plots import style

# Drawn at the size of the screen: a denser picture takes longer than a slider may.
DPI = 96
Values = Mapping[str, Any]
# Labels of controls stand in whole, and two controls fit side by side in a notebook.
LABEL = {"description_width": "16em"}


# Where a panel is narrower than a control with its label, as on a small screen, the label stands above the control.
_CLASS = "store-lab-panel"
_CONTROLS = f".{_CLASS} :is(.widget-hslider, .widget-dropdown)"
_STYLE = f"""<style>
.{_CLASS} {{ container-type: inline-size }}
@container (max-width: 402px) {{
    {_CONTROLS} {{ flex-wrap: wrap; height: auto }}
    {_CONTROLS} .widget-label {{ width: 100% !important; text-align: left; overflow: visible; white-space: normal }}
    {_CONTROLS} .slider-container {{ margin-top: 10px; margin-bottom: 10px }}
}}
</style>"""


def control_layout() -> ipywidgets.Layout:
    """The width of a control with its label."""
    return ipywidgets.Layout(width="31em", max_width="100%")


def new_figure(width: float = 7.6, height: float = 3.2) -> Figure:
    """A figure in the course's style that no notebook shows by itself; sizes in inches."""
    style()
    figure = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


class Sheet:
    """A figure of which most stays: its background is kept, and as a rule only the moving artists are drawn again.

    Parameters
    ----------
    figure
        From `new_figure`, all artists in place.
    moving
        Artists that change from state to state. Any other change, such as new limits of an axis, draws that Axes again,
        which takes longer.
    """

    def __init__(self, figure: Figure, moving: Sequence[Artist]) -> None:
        self._figure = figure
        self._canvas = cast(FigureCanvasAgg, figure.canvas)
        self._moving = moving
        self._background: Any = None
        self._grounds: dict[frozenset[Axes], Any] = {}
        self._canvas.draw()
        # Room for the labels was found by this first drawing and stays: finding it anew takes half of the time.
        figure.set_layout_engine("none")
        for artist in moving:
            artist.set_animated(True)

    def png(self) -> bytes:
        """Draw what moved, as PNG packed lightly: bytes are cheap on the way to the browser, time is not."""
        # Animated artists leave a figure fresh when they change, all others make it stale.
        if self._background is None or self._figure.stale:
            self._draw_background()
        self._canvas.restore_region(self._background)
        for artist in self._moving:
            self._figure.draw_artist(artist)
        buffer = io.BytesIO()
        Image.fromarray(np.asarray(self._canvas.buffer_rgba())).convert("RGB").save(buffer, "png", compress_level=1)
        return buffer.getvalue()

    def _draw_background(self) -> None:
        """Draw all but the moving artists; of several Axes only those that changed, on the ground of the others."""
        changed = frozenset(ax for ax in self._figure.axes if ax.stale)
        self._grounds = {axes: ground for axes, ground in self._grounds.items() if changed <= axes}
        if self._background is None or not changed or len(changed) == len(self._figure.axes):
            self._canvas.draw()
        else:
            if changed not in self._grounds:
                self._grounds[changed] = self._without(changed)
            self._canvas.restore_region(self._grounds[changed])
            for ax in changed:
                self._figure.draw_artist(ax)
            self._figure.stale = False
        self._background = self._canvas.copy_from_bbox(self._figure.bbox)

    def _without(self, axes: frozenset[Axes]) -> Any:
        for ax in axes:
            ax.set_visible(False)
        self._canvas.draw()
        for ax in axes:
            ax.set_visible(True)
        return self._canvas.copy_from_bbox(self._figure.bbox)


def set_limits(ax: Axes, x: tuple[float, float] | None = None, y: tuple[float, float] | None = None) -> None:
    """Set limits of an axis only if they are new, so that the same ones do not draw the figure again."""
    if x is not None and x != ax.get_xlim():
        ax.set_xlim(x)
    if y is not None and y != ax.get_ylim():
        ax.set_ylim(y)


def keep_room(ax: Axes, widest: str) -> None:
    """Keep room left of an Axes for tick labels up to this one, for the room is measured once, in the first state."""
    ax.annotate(
        widest, (0, 0.5), xycoords="axes fraction", xytext=(-8, 0), textcoords="offset points", ha="right", alpha=0
    )


def slider(text: str, value: float, low: float, high: float, step: float) -> ipywidgets.FloatSlider:
    """A slider with its whole label in view; the arrow keys move it by one step."""
    return ipywidgets.FloatSlider(
        value=value,
        min=low,
        max=high,
        step=step,
        description=text,
        tooltip=text,
        readout_format=f",.{0 if step >= 1 else 1 if step >= 0.1 else 2}f",
        continuous_update=True,
        style=LABEL,
        layout=control_layout(),
    )


def round_step(top: float) -> float:
    """A step for a slider that runs up to ``top``: a power of ten, at least 1."""
    return float(10 ** max(0, int(np.floor(np.log10(top))) - 2))


def round_up(value: float) -> float:
    """The next 1, 2 or 5 times a power of ten, so that a scale changes seldom."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= value))


class Picture(ipywidgets.Image):
    """An image whose tooltip, the only name that it can have, is its text alternative.

    The browser's side reads ``description`` before it sets a tooltip; an image of ipywidgets 8.1 has none and fails.
    """

    description = traitlets.Unicode("").tag(sync=True)


class Panel(ipywidgets.VBox):
    """A widget: controls above, a picture, and what it shows in words.

    Parameters
    ----------
    title
        What the picture is called.
    hint
        What to try.
    controls
        Sliders and the like, each a widget with a ``value``, by the name under which that reaches ``update``.
    figure
        The figure, from `new_figure`, with its artists.
    update
        Changes the artists for the values, and returns a sentence that reads the picture out.
    moving
        The artists that it changes.
    rows
        Names of the controls that stand side by side; by default each has its own line.
    aside
        A control that stands left of all the others and of the picture, where the page is wide enough.

    Attributes
    ----------
    controls
        As given.
    picture
        The image widget.
    buttons
        Buttons that a panel has besides, by name.
    """

    def __init__(
        self,
        title: str,
        hint: str,
        controls: Mapping[str, Any],
        figure: Figure,
        update: Callable[[Values], str],
        moving: Sequence[Artist],
        rows: Sequence[Sequence[str]] | None = None,
        aside: str | None = None,
    ) -> None:
        self.controls = dict(controls)
        self.buttons: dict[str, Any] = {}
        self.picture = Picture(
            format="png", layout=ipywidgets.Layout(max_width="calc(100% - 4px)", align_self="flex-start")
        )
        self._title = title
        self._update = update
        self._words = ipywidgets.HTML()
        self._alt = ""
        # JupyterLab may hand a slider's and a button's messages to two threads, and a figure has room for one.
        self._drawing = threading.RLock()
        update(self.values())
        self._sheet = Sheet(figure, moving)
        self._draw()
        lines = [
            ipywidgets.HBox([self.controls[name] for name in row], layout=ipywidgets.Layout(flex_flow="row wrap"))
            for row in rows or [[name] for name in self.controls if name != aside]
        ]
        body = [*lines, self.picture, self._words]
        if aside is not None:
            layout = ipywidgets.Layout(flex_flow="row wrap", align_items="flex-start")
            beside = ipywidgets.VBox(body, layout=ipywidgets.Layout(flex="1 1 30em", min_width="0", max_width="100%"))
            body = [ipywidgets.HBox([self.controls[aside], beside], layout=layout)]
        super().__init__([ipywidgets.HTML(_STYLE + _paragraph(hint)), *body], layout=ipywidgets.Layout(width="100%"))
        self.add_class(_CLASS)
        for control in self.controls.values():
            control.observe(self._redraw, names="value")

    @property
    def alt(self) -> str:
        """The text alternative of the picture as it stands."""
        return self._alt

    def values(self) -> dict[str, Any]:
        """What the controls say."""
        return {name: control.value for name, control in self.controls.items()}

    def redraw(self) -> None:
        """Draw again, for what changed besides the controls."""
        self._redraw(None)

    def _draw(self) -> None:
        words = self._update(self.values())
        self._alt = f"{self._title}{pick({'en': ': ', 'zh': COLON})}{words}"
        picture = self._sheet.png()
        # Both in one message: the browser shows the picture anew for each.
        with self.picture.hold_sync():
            self.picture.value = picture
            self.picture.tooltip = self._alt
        self._words.value = _paragraph(words, live=True)

    def _redraw(self, _change: Any) -> None:
        # A function of the learner's own may be plugged in: its error belongs under the picture, not into a log.
        try:
            with self._drawing:
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
