"""The door to the dialogue engine: what the gateway asks of it (port), and Rasa over HTTP."""
