"""Reading a table that somebody else has written: CSV or XLSX, judged row by row (decision 0007).

`files` opens it and writes the templates, `columns` knows headings and cleaners, `importing` judges its rows
and stores all of them or nothing.
"""
