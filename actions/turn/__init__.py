"""One turn: people first, a word in answer to us, each question in order, and what is said once only."""
