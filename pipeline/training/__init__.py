"""Fitting the models of ``models/relations`` from gold: ``constancia train``.

``align``      gold mentions and facts onto the cleaned release, and the system's own mentions
``instances``  what each model learns from: features with the right answer
``pairs``      what the pair classifier learns from, and its fitting
``logit``      a multinomial logit over hashed features
``calibrate``  probabilities that mean what they say, and where to draw the line
``run``        fitting, cross-validation, writing
"""
