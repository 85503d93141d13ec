"""Fine-tuning the safety screen's sentence encoder on our own examples, off line: ``README.md`` beside this file."""
