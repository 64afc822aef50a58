"""One file per format; each has `read(data, …) -> Draft` and runs only inside a limited child."""
