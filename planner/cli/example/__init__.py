"""The living example: an invented food company in Bangkok, its people, publics, campaigns and calendar.

What happens is told as data, by days from today; `story` puts it in the order of time and `loader` does it
through the features' own actions, so that history, plans, approvals and feeds are what they would be in earnest.
Every company, place and person is invented; addresses end in `.example` and telephone numbers ring nowhere.
"""
