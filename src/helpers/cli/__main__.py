"""`python -m helpers.cli` is the command `casebook`."""

import sys

from helpers.cli import main

sys.exit(main())
