"""What Rasa asks us to do, one thing a file: look for doors, hear an answer, hand over to a person.

An action speaks by response name (``bot/wording`` holds every sentence) and never raises. ``python -m actions`` is
the composition root.
"""
