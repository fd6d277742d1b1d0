"""``classroom report``: one page that says what a class understood, for its instructor alone."""
