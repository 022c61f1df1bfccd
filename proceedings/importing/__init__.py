"""Importers: files of editors, turned into rows, one transaction a load.

Each importer parses its file, resolves names with a `directory.Directory`, and makes `records.Record`s. The loader
validates the records, compares them with the database and writes them.
"""
