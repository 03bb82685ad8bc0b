"""How a mail leaves the desk: the rules, the message, and the two ways out (a mail server, or files)."""
