"""How well Sacho reads: public benchmarks, measured by one command. Start at `run.py`."""
