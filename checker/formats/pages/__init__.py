"""Pages and lists about packs and conditions, for people who read rules rather than a report."""
