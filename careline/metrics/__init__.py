"""Metrics of the product for Prometheus: counters of one process, and figures that are read off the database.

`counters` is what code counts as it goes; `figures` is what the database says of the whole fleet, whichever process is
asked. No label holds anything of a person: ids, names and words have no place here.
"""
