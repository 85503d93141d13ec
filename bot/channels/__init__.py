"""The ways in and out, one file each: they verify the sender, and render what the gateway answers."""
