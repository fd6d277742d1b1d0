"""How the simulated shop compares with real ones, statistic by statistic."""
