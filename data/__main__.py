"""``python -m data``: from files as they came to published snapshots, and what is done with these."""

import sys

from data.commands import main

if __name__ == "__main__":
    sys.exit(main())
