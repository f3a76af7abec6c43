"""One module per command: typed arguments in, a result out; nothing printed, no exit.

Import from the modules: a command then reads its own action's code, not that of all.
"""
