"""The engine: trees of typed nodes over facts, three-valued evaluation, verdicts and the outcome.

One tree, many readers: the evaluator, the explanation and the English rendering all read the
nodes of ``tree``; a new operator is a row of ``operators``. This room knows no file format,
no report format and no command line.
"""
