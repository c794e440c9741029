"""The outside view: how often states clashed before, from data sets that ship in extract."""
