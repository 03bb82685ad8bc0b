"""How a mail leaves the desk: into a file or to a server, and what its states and pauses are."""
