"""First Port: everything between a person's message and the reply that points to the right door."""
