"""Widgets: move a slider and see what a decision brings."""

from storelab.explore.funnel import funnel_gain, funnel_lever

__all__ = ["funnel_gain", "funnel_lever"]
