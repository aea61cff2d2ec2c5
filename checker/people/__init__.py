"""Files that named people sign: read, validated, and weighed."""
