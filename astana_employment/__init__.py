"""The project package: settings and addresses, what starts the desk, the toolbox, the department, the sample.

`docs/house.md` is the map.
"""
