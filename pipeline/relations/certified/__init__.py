"""Certification events: which body, which standard, what happened, who attested it, when.

``anchors``   the places where a standard (or a certificate named before) is spoken of
``features``  what the models see of an anchor, a trigger and the candidates for each role
``events``    choosing class, holder, certifier and date for each anchor
``details``   scope, validity, certificate number
``merge``     the same event told twice becomes one
"""
