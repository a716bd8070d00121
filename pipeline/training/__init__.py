"""Fitting the models of ``models/relations`` from gold: ``constancia train``.

``align``      gold mentions and facts onto the cleaned release, and the system's own mentions
``tellings``   what the models of certifications learn from: features with the right answer
``certifications`` their fitting, and that of the judgement
``holdings``   the same for pairs of a body and a standard
``pairs``      what the pair classifier learns from, and its fitting
``logit``      a multinomial logit over hashed features
``calibrate``  probabilities that mean what they say, and where to draw the line
``run``        fitting and writing
"""
