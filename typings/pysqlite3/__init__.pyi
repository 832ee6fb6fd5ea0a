# A newer SQLite behind the interface of the standard library.
from sqlite3 import *
