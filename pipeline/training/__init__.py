"""Fitting the models of ``models/relations`` from gold: ``constancia train``.

``align``      gold mentions and facts onto the cleaned release, and the system's own mentions
``instances``  what each model learns from: features with the right answer
``run``        fitting, cross-validation, writing
"""
