"""What happened, how far it got, with what."""
