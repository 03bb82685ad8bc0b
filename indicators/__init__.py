"""The twelve indicators of Annex 3: targets, surveys, published information, reports, the public pages."""
