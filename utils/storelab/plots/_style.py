"""The look of the course's charts: font, colours, sizes."""

from functools import cache

import matplotlib
from cycler import cycler
from matplotlib import font_manager

from storelab.paths import package_folder

FAMILY = "Store Lab Sans"
FONT_FILE = package_folder() / "assets" / "StoreLabSans.otf"

# Okabe and Ito's colours, which people with any common colour blindness can tell apart, in an order that keeps
# neighbours different in lightness too.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#595959")
HIGHLIGHT = "#D55E00"
MUTED = "#9DB8CC"
INK = "#262626"
SOFT = "#D9D9D9"

SIZE = (7.2, 4.0)  # inches
DPI = 144  # one and a half times a plain screen's 96, so that letters stay sharp on dense ones


def style() -> None:
    """Set the course's font, colours and sizes for all matplotlib figures that are drawn from now on."""
    _register_font()
    matplotlib.rcParams.update(
        {
            "font.family": "sans-serif",
            "font.sans-serif": [FAMILY, "DejaVu Sans"],
            "font.size": 11,
            "axes.unicode_minus": False,  # the plain hyphen is in every font
            "axes.prop_cycle": cycler(color=PALETTE),
            "axes.titlelocation": "left",
            "axes.titlesize": 13,
            "axes.titlepad": 12,
            "axes.titlecolor": INK,
            "axes.labelcolor": INK,
            "axes.edgecolor": "#8C8C8C",
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "axes.grid.axis": "y",
            "axes.axisbelow": True,
            "grid.color": "#E6E6E6",
            "grid.linewidth": 0.8,
            "xtick.color": INK,
            "ytick.color": INK,
            "xtick.labelsize": 10,
            "ytick.labelsize": 10,
            "legend.frameon": False,
            "legend.fontsize": 10,
            "lines.linewidth": 2,
            "figure.figsize": SIZE,
            "figure.dpi": DPI,
            "savefig.dpi": DPI,
        }
    )


@cache
def _register_font() -> None:
    font_manager.fontManager.addfont(str(FONT_FILE))
