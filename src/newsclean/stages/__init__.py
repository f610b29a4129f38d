"""The flow: one folder a stage, in the order in which `newsclean.pipeline` calls them."""
