"""Personal data in sentences: what it is, and what stands in its place. Pure."""
