"""The command line: a contract that scripts rely on. Doors parse, call one action or query, and present."""
