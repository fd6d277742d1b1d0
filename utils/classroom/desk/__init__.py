"""The instructor's desk: who takes part, what the class understood, and marks for other systems."""
