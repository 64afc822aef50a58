"""Things that only a keyholder may read: sources, and reports that could give one away."""
