"""Stories to stories, by topic."""
