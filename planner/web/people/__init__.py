"""People who sign in: inviting them, their roles, and letting them go."""
