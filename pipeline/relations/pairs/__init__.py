"""Which pairs of mentions state a relation: a trained classifier beside the rules.

``context``     the words, marks and cues of a sentence, in the forms that features are made of
``candidates``  the pairs that may state something, in one sentence and across the release
``near``        features of two mentions of one sentence
``far``         features of a mention and an entity that its sentence does not name
``model``       weights in hashed buckets, probabilities, calibration; read from one small file
``entities``    how present each entity is in the release
``propose``     the pairs of a release with the probability of each relation
``why``         the features that weighed
"""
