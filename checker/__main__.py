"""``python -m checker``: the same as the command."""

from checker.cli import run

if __name__ == "__main__":
    run()
