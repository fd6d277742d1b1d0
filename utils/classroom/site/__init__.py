"""``classroom site``: the course as a static site in both languages, from the same sources."""
