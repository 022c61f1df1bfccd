"""The files of spreadsheets: read and write XLSX and CSV."""
