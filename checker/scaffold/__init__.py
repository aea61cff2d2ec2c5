"""Files to start from, as text: a project file and a rule pack. Nothing is written here, and nothing is guessed."""
