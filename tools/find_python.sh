#!/bin/sh
# Prints the path of a Python that Casebook can use; one sentence and exit code 1 when there is none.
# sh find_python.sh [PYTHON]: with an argument, that one or nothing.
# The versions are also in pyproject.toml (requires-python); tests/test_setup.py compares.

check='import sys; print(sys.executable) if (3, 11) <= sys.version_info[:2] <= (3, 14) else sys.exit(1)'

if [ -n "$1" ]; then
    "$1" -c "$check" 2>/dev/null && exit 0
    found=$("$1" -c 'import platform; print("is Python " + platform.python_version())' 2>/dev/null)
    echo "PYTHON=$1 ${found:-does not run}; Casebook needs Python 3.11, 3.12, 3.13 or 3.14." >&2
    exit 1
fi
# Each is tried by running it: pyenv and macOS put commands on the path that only say that they are not installed.
for name in python3 python3.13 python3.12 python3.14 python3.11 python; do
    "$name" -c "$check" 2>/dev/null && exit 0
done
echo "No Python 3.11, 3.12, 3.13 or 3.14 was found on the path; install one, or name it: make PYTHON=/path/to/python3.12 report" >&2
exit 1
