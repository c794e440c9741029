"""Tocsin for other programs over the Model Context Protocol: reading, and proposing if allowed."""
