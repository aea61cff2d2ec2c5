"""Packs held against one another: what is stricter as far as it is proven, what changed, what is about the same."""
