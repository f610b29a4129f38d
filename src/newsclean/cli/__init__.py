"""The command line: parser, commands, messages, completion, progress."""
