"""The report: its model, how it is filled, folded and held against an earlier one."""
