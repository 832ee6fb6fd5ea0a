"""Every component in every state, on one page, for whoever draws or builds pages. Development only."""
