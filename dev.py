"""What `./dev` does, in Python's standard library only: it runs before anything is installed."""

from tools.devtool import commands

if __name__ == "__main__":
    raise SystemExit(commands.main())
