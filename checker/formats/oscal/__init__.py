"""OSCAL: assessment results, plan of action and milestones, and packs as a catalog."""
