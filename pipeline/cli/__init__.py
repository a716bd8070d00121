"""The command line: thin functions over the package; heavy imports happen inside the commands."""

from __future__ import annotations

import sys

EXIT_CODES = """
Exit codes: 0 done; 1 any other failure; 2 a wrong argument, path or query; 3 no release could be
read; 4 patterns, models or gold are not well-formed; 5 the output folder cannot be read or
written; 6 another run holds the store; 130 interrupted.
"""


def main() -> None:
    """Run the command line; errors raised on purpose are printed without a traceback."""
    from pipeline.cli.app import app
    from pipeline.engines.lean import without_pandas
    from pipeline.errors import ConstanciaError

    try:
        with without_pandas():
            app()
    except ConstanciaError as error:
        sys.stderr.write(f"constancia: {error}\n")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("constancia: interrupted; what was finished is kept\n")
        sys.exit(130)
