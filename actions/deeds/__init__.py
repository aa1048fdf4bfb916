"""What is done for the consumer: what they may claim, of which goods, registered once, pushed, and how it stands."""
