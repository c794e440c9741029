"""Watching a case: how its subjects stand, what is news, and who is told."""
