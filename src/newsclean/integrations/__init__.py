"""What needs a library that newsclean does not require."""
