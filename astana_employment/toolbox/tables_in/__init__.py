"""Reading a table that somebody else has written: CSV or XLSX, judged row by row (decision 0007).

`files` opens it and writes the templates, `columns` knows headings and cleaners, `rows` judges a row and
keeps the report, `importing` walks through it and stores all or nothing.
"""
