"""Documents to projects: the models, the statements, and every fault in its place."""
