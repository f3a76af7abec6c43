"""The only code that reads or writes a library's files."""
