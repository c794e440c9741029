"""Off-the-shelf simulators on the same network: do they agree, and how fast is each."""
