"""Thin views: load the complaint by the function that checks who asks, call an action, answer."""
