"""On whose orders, and what came of it: orders, rewards, inquiries, reactions."""
