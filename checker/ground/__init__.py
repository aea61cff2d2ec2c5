"""What knows nothing of the domain: errors, places in a file, truth, days, text made safe, shipped data."""
