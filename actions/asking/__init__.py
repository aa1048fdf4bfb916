"""What we ask the consumer, and what their answer to it means."""
