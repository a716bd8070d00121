"""Our own name finder: a small convolutional model over the tokens of a release, in numpy."""
