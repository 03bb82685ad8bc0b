"""Journeys in headless Chromium through the real pages, in Kazakh, with axe."""
