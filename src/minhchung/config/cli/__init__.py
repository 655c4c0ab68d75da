"""The command line ``minhchung``.

Exit codes: 0 done; 1 a check failed or a record was refused; 2 the call was wrong; 3 something is missing on this
machine or in the way (network, port, library, room on the disk, a permission, a busy or damaged database); 4 done
in part, the rest is named.
"""

from minhchung.config.cli.app import main

__all__ = ["main"]
