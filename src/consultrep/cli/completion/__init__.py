"""What a shell offers when a person presses Tab: commands, options, and values from the library in use.

Tab must answer at once, so the program itself is not loaded here: `commands.json`, which tools/completion.py
writes, says what each command takes, and records are read without being checked.
"""
