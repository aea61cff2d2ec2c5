"""What writers of rule packs work with: cases run, coverage counted, mutants tried, schemas and first files."""
