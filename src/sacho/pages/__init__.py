"""Incidents as one self-contained page: no JavaScript, no request, every value beside its words."""
