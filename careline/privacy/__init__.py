"""What we hold of consumers: where, why, for how long; handing it out, and taking it away.

`holdings` says of every column of every table what it is; export, erasure, retention and the document for counsel all
read it, and a test compares it with the real schema: a new column that nobody has classified stops the build.
"""
