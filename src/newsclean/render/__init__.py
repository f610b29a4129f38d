"""Documents as text in several formats; formats.py has the table of them."""
