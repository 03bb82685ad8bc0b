"""How a mail leaves the desk: one attempt, the message, and the two ways out (a mail server, or files)."""
