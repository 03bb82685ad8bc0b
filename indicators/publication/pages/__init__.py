"""The public pages and the register of what the media brought."""
