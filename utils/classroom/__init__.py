"""What an instructor or author runs: build, lint, trace, prove, world, kit and the class demonstration."""
