"""EDITORS' FILES: what editors write, turned into rows, one transaction a load."""
