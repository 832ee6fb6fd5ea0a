"""Days that matter to a date: public holidays and their substitutes, with names short enough for a calendar."""
