"""What a subscription may be narrowed to, and the days that it may carry."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017_feed_choices"
down_revision = "0016_views"
branch_labels = None
depends_on = None

ADDED = ("team_id", "status", "owner_id", "visibility", "public_id", "strategy", "channel")
SHOWN = ("shows_holidays", "shows_awareness", "shows_sensitive")


def upgrade() -> None:
    with op.batch_alter_table("feed", schema=None) as batch_op:
        batch_op.add_column(sa.Column("team_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("status", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("visibility", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("public_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("strategy", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("channel", sa.String(length=40), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_feed_team_id_team"), "team", ["team_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_feed_owner_id_user"), "user", ["owner_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_feed_public_id_stakeholder"), "stakeholder", ["public_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_feed_public_id"), ["public_id"], unique=False)
        batch_op.create_check_constraint(
            batch_op.f("ck_feed_narrowed_only_for_users"),
            "holder = 'user' OR (team_id IS NULL AND status IS NULL AND owner_id IS NULL AND visibility IS NULL"
            " AND public_id IS NULL AND strategy IS NULL AND channel IS NULL)",
        )
        for name in SHOWN:
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_check_constraint(
            batch_op.f("ck_feed_sensitive_only_for_users"), "holder = 'user' OR NOT shows_sensitive"
        )
    with op.batch_alter_table("feed", schema=None) as batch_op:
        for name in SHOWN:
            batch_op.alter_column(name, existing_type=sa.Boolean(), server_default=None)

    op.create_table(
        "carried_day",
        sa.Column("feed_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("timing", sa.String(length=120), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.Column("tombstone", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name=op.f("fk_carried_day_feed_id_feed")),
        sa.PrimaryKeyConstraint("feed_id", "uid", name=op.f("pk_carried_day")),
    )


def downgrade() -> None:
    op.drop_table("carried_day")
    with op.batch_alter_table("feed", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_feed_sensitive_only_for_users"), type_="check")
        for name in reversed(SHOWN):
            batch_op.drop_column(name)
        batch_op.drop_constraint(batch_op.f("ck_feed_narrowed_only_for_users"), type_="check")
        batch_op.drop_index(batch_op.f("ix_feed_public_id"))
        batch_op.drop_constraint(batch_op.f("fk_feed_public_id_stakeholder"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_feed_owner_id_user"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_feed_team_id_team"), type_="foreignkey")
        for name in reversed(ADDED):
            batch_op.drop_column(name)
