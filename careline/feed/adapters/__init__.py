"""Webhooks of shop systems and of tracking services, taken as they come (docs/connect.md)."""
