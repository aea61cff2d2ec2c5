"""What writers of rule packs work with: cases run, coverage counted, mutants tried. No project is judged here."""
