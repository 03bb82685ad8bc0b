"""What stands around every request: sign-in, language, read-only GETs, one act a POST, uploads, devices."""
