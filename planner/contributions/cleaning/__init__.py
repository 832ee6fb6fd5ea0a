"""Files that prove something, cleaned: what they show is kept, what their makers' programs wrote into them is not.

What a file is, its content says, never its name. Images are drawn anew, PDFs written anew; both in a process of their
own (`process`), which may be killed.
"""
