"""The journal as a Merkle log: tiles and signed checkpoints in the C2SP formats, beside the database."""
