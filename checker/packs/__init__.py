"""Rule packs: folders of conditions, checked against the vocabulary before they run.

``shape`` says what the files look like, ``model`` what they mean, ``load`` turns one into the
other, ``terms`` fixes a pack for one project (profile, parameters, track), ``cases`` runs the
examples that lie beside the rules.
"""
