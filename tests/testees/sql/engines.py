"""Engines of databases with the tables of the guide, each empty: SQLite and DuckDB in memory, PostgreSQL and MariaDB as servers.

A server is started on a socket in a folder of its own, as an ordinary user, and stopped at the end. It keeps nothing:
what would make its files durable is off.
"""

import atexit
import contextlib
import glob
import io
import json
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

COLUMNS = ("rollout", "position", "state", "on_failure", "deployment", "key", "kind", "started", "step")


def tables(text, boolean, big, key="key", of_text="", suffix=""):
    """The statements that make the tables. `of_text`: what is added to a column of text."""
    texts = {"state": "state", "on_failure": "on_failure", "deployment": "deployment", "key": key, "kind": "kind"}
    columns = [f"{texts[c]} {text} {of_text}" if c in texts else f"{c} {big}" for c in COLUMNS]
    columns[COLUMNS.index("started")] = f"started {boolean}"
    return [
        f"create table rollouts (id {big} primary key, released {boolean}) {suffix}",
        f"create table operations ({', '.join(columns)}) {suffix}",
        "create index operations_of_rollout on operations (rollout)",
    ]


class Sqlite:
    dialect = "sqlite"
    about = "SQLite"

    def __init__(self, of_text):
        import sqlite3

        self.version = sqlite3.sqlite_version
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.cursor = self.connection.cursor()
        for statement in tables("text", "integer", "integer", of_text=of_text):
            self.cursor.execute(statement)

    def fill(self, rollouts, rows):
        self.cursor.execute("begin")
        self.cursor.executemany("insert into rollouts values (?, ?)", rollouts)
        self.cursor.executemany("insert into operations values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def query(self, text):
        return self.cursor.execute(text).fetchall()

    def empty(self):
        self.cursor.execute("rollback")

    def end(self):
        self.connection.close()


class PostgreSql:
    dialect = "postgresql"
    about = "PostgreSQL"

    def __init__(self, of_text):
        import psycopg2

        programs = max(glob.glob("/usr/lib/postgresql/*/bin"), default="")
        self.folder = folder = Folder("postgres")
        data = folder.path / "data"
        folder.run([f"{programs}/initdb", "--pgdata", data, "--auth", "trust", "--username", "tester", "--encoding", "UTF8",
                    "--locale", "C.UTF-8", "--no-sync"])
        settings = {"listen_addresses": "", "unix_socket_directories": folder.path, "fsync": "off", "autovacuum": "off",
                    "synchronous_commit": "off", "full_page_writes": "off", "jit": "off"}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        folder.start([f"{programs}/postgres", "-D", data, *options])
        self.connection = folder.connected(
            lambda: psycopg2.connect(host=str(folder.path), user="tester", dbname="postgres"), psycopg2.OperationalError
        )
        self.version = ".".join(map(str, divmod(self.connection.server_version, 10000)))
        self.cursor = self.connection.cursor()
        for statement in tables("text", "boolean", "bigint", of_text=of_text):
            self.cursor.execute(statement)
        self.connection.commit()

    def fill(self, rollouts, rows):
        for table, lines in (("rollouts", rollouts), ("operations", rows)):
            text = "".join("\t".join(map(copied, line)) + "\n" for line in lines)
            self.cursor.copy_expert(f"copy {table} from stdin", io.StringIO(text))

    def query(self, text):
        self.cursor.execute(text)
        return self.cursor.fetchall()

    def empty(self):
        self.connection.rollback()

    def end(self):
        self.folder.end()


class MariaDb:
    dialect = "mysql"
    about = "MariaDB"

    def __init__(self, of_text):
        import MySQLdb

        self.folder = folder = Folder("mysql")
        data = folder.path / "data"
        folder.run(["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db",
                    "--auth-root-authentication-method=normal"])
        socket = folder.path / "socket"
        folder.start(["mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={socket}", "--skip-networking",
                      "--skip-grant-tables", "--max-allowed-packet=1G", "--innodb-flush-log-at-trx-commit=0",
                      "--character-set-server=utf8mb4", "--tmpdir", folder.path])
        self.connection = folder.connected(
            lambda: MySQLdb.connect(unix_socket=str(socket), charset="utf8mb4"), MySQLdb.OperationalError
        )
        self.version = self.connection.get_server_info().split("-")[0]
        self.cursor = self.connection.cursor()
        self.cursor.execute("create database fleet")
        self.cursor.execute("use fleet")
        for statement in tables("longtext", "boolean", "bigint", key="`key`", of_text=of_text, suffix="engine = aria"):
            self.cursor.execute(statement.removesuffix(" engine = aria") if "index" in statement else statement)

    def fill(self, rollouts, rows):
        self.cursor.executemany("insert into rollouts values (%s, %s)", rollouts)
        self.cursor.executemany("insert into operations values (%s, %s, %s, %s, %s, %s, %s, %s, %s)", rows)

    def query(self, text):
        self.cursor.execute(text)
        return [tuple(each.decode() if isinstance(each, bytes) else each for each in row) for row in self.cursor.fetchall()]

    def empty(self):
        self.cursor.execute("delete from rollouts")
        self.cursor.execute("delete from operations")

    def end(self):
        self.folder.end()


class DuckDb:
    """In a process of its own. Its package comes from npm: `../build` puts it where ROLLOUT_DUCKDB says."""

    dialect = "portable"
    about = "DuckDB"

    def __init__(self, of_text):
        engine = pathlib.Path(os.environ["ROLLOUT_DUCKDB"]) / "engine.mjs"
        self.process = subprocess.Popen(["node", engine], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        atexit.register(self.process.stdin.close)
        self.version = json.loads(self.process.stdout.readline()).removeprefix("v")
        for statement in tables("varchar", "boolean", "bigint", of_text=of_text):
            self.ask({"run": statement})

    def ask(self, request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def fill(self, rollouts, rows):
        self.ask({"fill": "rollouts", "rows": rollouts})
        self.ask({"fill": "operations", "rows": rows})

    def query(self, text):
        return [(int(number), *words) for number, *words in self.ask({"run": text})]

    def empty(self):
        for table in ("rollouts", "operations"):
            self.ask({"run": f"delete from {table}"})

    def end(self):
        self.process.stdin.close()
        self.process.wait()


ENGINES = {"sqlite": Sqlite, "postgresql": PostgreSql, "mariadb": MariaDb, "duckdb": DuckDb}


def copied(value):
    """A value as `copy` reads it."""
    if value is None:
        return "\\N"
    text = str(value)
    for byte, escape in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(byte, escape)
    return text


class Folder:
    """A folder with a server in it, gone with this process. Root is no user that a server runs as: then `user` is."""

    NAME = "rollout-sql-"

    def __init__(self, user):
        self.sweep()
        self.path = pathlib.Path(tempfile.mkdtemp(prefix=f"{self.NAME}{os.getpid()}-"))
        self.server = None
        self.log = open(self.path / "log", "w+b")
        self.as_user = {}
        if os.geteuid() == 0:
            entry = pwd.getpwnam(user)
            os.chown(self.path, entry.pw_uid, entry.pw_gid)
            self.as_user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        atexit.register(self.end)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: sys.exit(1))

    def sweep(self):
        """Removes what was left by a process that was killed."""
        for left in pathlib.Path(tempfile.gettempdir()).glob(f"{self.NAME}*-*"):
            if not pathlib.Path("/proc", left.name.removeprefix(self.NAME).split("-")[0]).exists():
                shutil.rmtree(left, ignore_errors=True)

    def options(self):
        return {"stdin": subprocess.DEVNULL, "stdout": self.log, "stderr": self.log, "cwd": self.path, **self.as_user}

    def run(self, command):
        if subprocess.run(command, **self.options()).returncode != 0:
            self.complain(f"{command[0]} failed")

    def start(self, command):
        # A server that outlives this process would be nobody's: the end of its standard input is not enough to end it.
        self.server = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *command], **self.options())

    def connected(self, connect, refusal):
        while self.server.poll() is None:
            with contextlib.suppress(refusal):
                return connect()
            time.sleep(0.05)
        return self.complain("the server ended")

    def complain(self, what):
        self.log.seek(0)
        sys.exit(f"{what}:\n{self.log.read().decode(errors='replace')}")

    def end(self):
        if self.server is not None:
            self.server.kill()
            self.server.wait()
        shutil.rmtree(self.path, ignore_errors=True)
