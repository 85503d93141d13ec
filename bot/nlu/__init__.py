"""The dialogue engine's own parts: the only room that imports Rasa. ``config.yml`` names them; nobody imports them."""
