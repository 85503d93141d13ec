"""What was said: the transcript, the outbox and the buttons that were issued. Text is sealed at rest."""
