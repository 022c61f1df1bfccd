"""The record for tools: files and feeds beside the pages."""
