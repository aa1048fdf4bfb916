"""Which of their orders a consumer means. Pure."""
