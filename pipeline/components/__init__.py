"""The stages as spaCy components; each reads what those before it left on the ``Doc``.

State travels in ``Doc._``: ``release`` (what the text is and when it was published),
``mentions``, ``entities`` and ``facts`` (frozen records of ``pipeline.records``), ``language``
and ``language_confidence`` (of ``constancia_language``, for pipelines of others). The
factories are registered as entry points, so that any spaCy pipeline can add them::

    nlp = spacy.blank("es")
    for name in ("constancia_sentences", "constancia_dates"):
        nlp.add_pipe(name)
"""
