"""The domain as pure data: the vocabulary of facts, grades, words, what a pack is, and the trees of conditions."""
