"""The lake: bulk machine-coded events as Parquet, one schema, asked only through Ibis."""
