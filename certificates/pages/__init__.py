"""Thin views: load the row with the function that checks who asks, call an action, answer."""
