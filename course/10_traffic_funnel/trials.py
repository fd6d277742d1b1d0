"""Answers that readers gave to chapter 10 from the page alone, with a teacher's judgement."""

from classroom.cases import Trial

trials: list[Trial] = []
