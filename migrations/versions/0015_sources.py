"""Other people's calendars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015_sources"
down_revision = "0014_clashes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_import",
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("stored_as", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_calendar_import_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["activity_entry.id"], name=op.f("fk_calendar_import_entry_id_activity_entry")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_calendar_import_job_id_job")),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_calendar_import_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_import")),
    )
    with op.batch_alter_table("calendar_import", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_calendar_import_created_by_id_created_at"),
            ["created_by_id", "created_at"],
            unique=False,
        )

    op.create_table(
        "foreign_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=500), nullable=False),
        sa.Column("occurrence", sa.String(length=40), nullable=False),
        sa.Column("taken_digest", sa.String(length=64), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_foreign_event_event_id_event")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["calendar_import.id"], name=op.f("fk_foreign_event_import_id_calendar_import")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foreign_event")),
        sa.UniqueConstraint("event_id", name=op.f("uq_foreign_event_event_id")),
    )
    with op.batch_alter_table("foreign_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_foreign_event_uid"), ["uid"], unique=False)

    op.create_table(
        "calendar_layer",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=2000), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=True),
        sa.Column("worked_at", sa.DateTime(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("failure_values", sa.JSON(), nullable=False),
        sa.Column("etag", sa.String(length=300), nullable=True),
        sa.Column("last_modified", sa.String(length=100), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("refused_count", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(team_id IS NULL) <> (user_id IS NULL)", name=op.f("ck_calendar_layer_of_one_holder")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_calendar_layer_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_calendar_layer_team_id_team")),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_calendar_layer_updated_by_id_user")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_calendar_layer_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_layer")),
    )
    with op.batch_alter_table("calendar_layer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_layer_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_calendar_layer_team_id"), ["team_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_calendar_layer_user_id"), ["user_id"], unique=False)

    op.create_table(
        "layer_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("layer_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=True),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("all_day_start", sa.Date(), nullable=True),
        sa.Column("all_day_end", sa.Date(), nullable=True),
        sa.Column("recurrence", sa.String(length=200), nullable=True),
        sa.Column("excluded", sa.JSON(), nullable=False),
        sa.Column("spans_from", sa.DateTime(), nullable=False),
        sa.Column("spans_until", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["layer_id"], ["calendar_layer.id"], name=op.f("fk_layer_event_layer_id_calendar_layer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layer_event")),
    )
    with op.batch_alter_table("layer_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_layer_event_layer_id_spans_from"), ["layer_id", "spans_from"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("layer_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_layer_event_layer_id_spans_from"))

    op.drop_table("layer_event")
    with op.batch_alter_table("calendar_layer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_layer_user_id"))
        batch_op.drop_index(batch_op.f("ix_calendar_layer_team_id"))
        batch_op.drop_index(batch_op.f("ix_calendar_layer_due_at"))

    op.drop_table("calendar_layer")
    with op.batch_alter_table("foreign_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_foreign_event_uid"))

    op.drop_table("foreign_event")
    with op.batch_alter_table("calendar_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_import_created_by_id_created_at"))

    op.drop_table("calendar_import")
