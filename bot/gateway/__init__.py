"""The one path: what a person says comes in by ``receive``, everything that goes out leaves by ``send``."""
