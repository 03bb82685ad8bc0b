"""What of this floor is still to move to the department."""
