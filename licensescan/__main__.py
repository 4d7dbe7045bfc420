"""Start the command line; the console script and ``python -m licensescan`` are this function."""

from __future__ import annotations


def main() -> None:
    """Run the command line with the arguments of the process and exit with its status."""
    from licensescan.cli import run

    run()


if __name__ == "__main__":
    main()
