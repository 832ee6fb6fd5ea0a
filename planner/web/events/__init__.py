"""Pages of events, their repetitions and run sheets."""
