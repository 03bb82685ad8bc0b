"""The quarterly and annual reports: rows, drafts, issuing, revising, sending, files."""
