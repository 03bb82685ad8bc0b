"""What a mail of the desk says, and its delivery as the worker does it."""
