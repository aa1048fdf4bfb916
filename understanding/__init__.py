"""Words to readings: pure, the standard library only, imported by both Pythons (3.10 and 3.11)."""
