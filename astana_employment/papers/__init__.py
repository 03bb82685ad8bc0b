"""How a paper comes to be a file: its font, its PDF, its QR code, its issue block, its bytes in the store."""
