"""Bringing a department's card index to the desk: `manage.py import_register` (docs/import.md).

`reading` opens the file, `columns` knows its headings, `checking` judges one row, `matching` compares it
with the other rows and with the cards that are there, `storing` writes all or nothing, `report` counts.
"""
