"""When a person must look: cases, why they were opened, and the audit of every step."""
