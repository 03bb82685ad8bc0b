"""Forms of the surveys and of the published information."""
