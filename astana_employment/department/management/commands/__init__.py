"""Commands: first data, demo logins, translations, rights of the web role."""
