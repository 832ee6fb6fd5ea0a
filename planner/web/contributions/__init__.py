"""The pages of contributions and needs."""
