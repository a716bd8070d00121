"""Facts from mentions: expressions are data per language, the machinery knows no language.

``view``     sentences as items (words and mentions), with what governs each mention
``phrases``  the small pattern language of ``patterns/<lang>/relations/*.yaml``
``grammar``  a language's function words and status cues
``rules``    what the patterns match
``pairs``    how likely two mentions stand in a relation, and who made a statement
``stated``   the facts of likely pairs; ``holders``: those of persons in offices
``certified`` the certification events of a release
``extract``  the entry: a release with its mentions in, facts out
"""
