"""The files of spreadsheets: read XLSX, ODS and CSV, and write XLSX and CSV."""
