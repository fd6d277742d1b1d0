"""A made-up class: what it hands in, and a whole course with it, from the release to the certificate."""
