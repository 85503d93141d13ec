"""First Port measured beside Rasa's own starter bot, both in one run on one machine: ``python -m bench``.

No part of the product: nothing in ``bot`` or ``actions`` imports it.
"""
