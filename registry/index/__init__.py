"""Bringing a department's card index to the desk: `manage.py import_register` (docs/import.md).

`people` and `entries` are its two tables. Of each, `columns` knows headings and words, `checking` judges one
row, `matching` compares it with the other rows and with the cards that are there. `register` takes in both.
"""
