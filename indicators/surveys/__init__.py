"""The surveys by telephone, tablet and paper slip, and what they add up to."""
