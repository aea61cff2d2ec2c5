"""Checks: one project against packs, and many projects."""
