"""What opens a subject, one topic a file: the action of each intent, and what these share."""
