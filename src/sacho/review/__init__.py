"""What people are asked and what they answered. No HTTP, no store."""
