"""Sacho."""
