"""Lines to labelled lines: furniture, boilerplate and fields."""
