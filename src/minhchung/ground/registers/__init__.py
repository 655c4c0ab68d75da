"""Plain screens for a room's table: list, detail, create, edit and CSV, from one declaration.

A room's ``web.py`` subclasses :class:`minhchung.ground.registers.register.Register`.
"""
