# What we use of fontTools, which WeasyPrint brings.
