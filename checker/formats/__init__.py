"""Formats: one module each, from the report to bytes. This room judges nothing."""
