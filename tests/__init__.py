"""First Port tested, from the smallest part to a whole conversation."""
