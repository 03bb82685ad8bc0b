"""Commands: first data, the link of the first administrator, translations, rights of the web role."""
