"""The steps of a plan: review, approval, running, ending."""
