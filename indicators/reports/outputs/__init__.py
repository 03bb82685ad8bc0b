"""What a report looks like: the paper (PDF), the spreadsheet, CSV and JSON; all from one content."""
