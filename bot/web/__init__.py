"""The composition root of the web process: everything is put together here, and nothing is decided here."""
