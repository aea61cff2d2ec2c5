"""Tests of the English of packs."""
