"""Certification events: which body, which standard, what happened, who attested it, when.

``anchors``   the places where a standard (or a certificate named elsewhere) is spoken of
``features``  what the models see of an anchor and a trigger
``words``     the words around them, as features
``bodies``    the candidates for holder and certifier
``when``      the candidates for the date
``events``    choosing class, holder, certifier and date for each anchor
``scopes``    what the certificate covers: the list behind a cue, and where it ends
``details``   validity, first certificate, certificate number
``merge``     the same event told twice becomes one
``judge``     which of the rows so proposed are kept, and how sure they are
"""
