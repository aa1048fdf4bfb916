"""What is known of each matter and what is answered to each ask of it: pure functions from a view to an answer."""
