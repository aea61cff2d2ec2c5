"""Documents to projects. Each module takes one kind of document; this room knows no rules."""
