"""People who sign in, the teams they belong to, and what each may do."""
