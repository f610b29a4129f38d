"""The commands beside cleaning documents: folders of them, and near-duplicates in files."""
