"""Words to a reading: pure, standard library only, imported by both Pythons."""
