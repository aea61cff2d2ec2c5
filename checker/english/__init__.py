"""Trees and cases in plain English: what a lawyer reads who holds the convention in the other hand.

It says what a tree says, no more and no less: nothing here judges, and no sentence is written by hand
for one condition. ``phrases`` has the tables, ``leaves`` says one test, ``trees`` a whole tree, ``cases`` an example.
"""
