"""Facts from mentions: expressions are data per language, the machinery knows no language.

``view``     sentences as items (words and mentions), with what governs each mention
``phrases``  the small pattern language of ``patterns/<lang>/relations/*.yaml``
``grammar``  a language's function words and status cues
``status``   asserted, planned or negated, and the cue that says so
``certified`` the certification events of a release; the other modules: the other predicates
``extract``  the entry: a release with its mentions in, facts out
"""
