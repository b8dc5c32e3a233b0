"""The compiled loops: random numbers, randomised data, critical counts, lanes, maxima, and the observed data's best."""
