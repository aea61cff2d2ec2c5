"""Reports: one module per format, each one function from the report model. This room judges nothing."""
