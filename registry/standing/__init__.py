"""Suspending, resuming and ending a registration: the steps, the notice, the panel."""
