"""How a paper comes to be a file: its font, its PDF, its QR code, and the issue block that signing adds."""
