"""The report: its model, how it is filled, shortened and held against an earlier one."""
