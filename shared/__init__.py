"""What every process of ours does, under both Pythons (3.10 and 3.11): the standard library only.

Signs of life for whoever supervises it, and the trace that a piece of work and its lines in the log belong to.
"""
