"""What the PDF is made of: the report as plain data, its text made safe to set, and the template."""
