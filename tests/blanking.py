"""Emptying the database between tests: each begins with no row, and numbers begin with 1."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import Engine, text

from planner.db import Base


class FileOfOwn:
    """A file of SQLite, put back as it was."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.file = Path(engine.url.database or "")
        self.blank = self.file.with_name("blank.sqlite3")
        engine.dispose()
        shutil.copyfile(self.file, self.blank)

    def __call__(self) -> None:
        """Put the blank file in its place."""
        self.engine.dispose()
        for suffix in ("-wal", "-shm"):
            self.file.with_name(f"{self.file.name}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self.blank, self.file)


# Foreign keys are not looked at meanwhile, as all rows go; for that it takes a superuser.
BLANK = """
CREATE OR REPLACE FUNCTION blank() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    used record;
BEGIN
    SET LOCAL session_replication_role = replica;
    {deletions}
    FOR used IN SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences WHERE last_value IS NOT NULL
    LOOP
        PERFORM setval(used.name, 1, false);
    END LOOP;
END
$$
"""
TRUNCATED_EVERY = 20
"""What is deleted still lies in the files, and is read over."""


class Tables:
    """PostgreSQL's tables, by DELETE: twenty times faster than TRUNCATE, which makes every file anew."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.times = 0
        names = [f'"{table.name}"' for table in Base.metadata.sorted_tables]
        self.truncate = text(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE")
        deletions = "\n    ".join(f"{table.delete()};" for table in Base.metadata.sorted_tables)
        with engine.begin() as connection:
            connection.execute(text(BLANK.format(deletions=deletions)))
            for name in names:
                # or rows would lie where deleted ones lay, and now and then come in another order
                connection.execute(text(f"ALTER TABLE {name} SET (autovacuum_enabled = false)"))

    def __call__(self) -> None:
        """Leave no row in any table."""
        with self.engine.begin() as connection:
            connection.execute(text("SELECT blank()") if self.times % TRUNCATED_EVERY else self.truncate)
        self.times += 1
