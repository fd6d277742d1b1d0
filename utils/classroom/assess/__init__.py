"""The examination, the levels and the certificates."""
