"""An interview about one project file: which fact matters most now, the answer checked, the file edited.

This room asks and edits; it does not read keys, print or write files: that is the command line's work.
"""
