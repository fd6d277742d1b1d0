"""Answers that readers gave to chapter 14 from the page alone, with a teacher's judgement by the question's text."""

from classroom.cases import Trial

trials: list[Trial] = []
