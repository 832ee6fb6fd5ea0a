"""What success is: baseline, target, date and metric; measurements, and how far along they show us."""
