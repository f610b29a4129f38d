"""What is known about names, outlets, bylines, field labels, dates, sentences and characters. It stands here once."""
