"""Exchange: a benefit with a return expected. What is promoted, its codes and tills, and what was redeemed."""
