"""What is removed and why: tables of rules with their examples, and the rules of a user."""
