"""From a file to one table of text: what the file is, where its header stands, which rows hold data."""
