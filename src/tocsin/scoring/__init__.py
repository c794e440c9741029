"""Scores of forecasts that have been settled: plain arrays in, plain arrays out."""
