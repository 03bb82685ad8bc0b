"""What `make` calls: sets the machine up, starts the database and the desk, and stops both again.

Nothing here imports Django's settings; management commands run as processes of their own, with the addresses
of the database in their environment.
"""
