"""Feeds kept in shelves, with what was touched since."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012_shelves"
down_revision = "0011_papers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("prepared_body")
    op.create_table(
        "prepared_body",
        sa.Column("feed_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shelf", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("manner", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("zones", sa.Text(), nullable=False),
        sa.Column("layout", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name=op.f("fk_prepared_body_feed_id_feed")),
        sa.PrimaryKeyConstraint("feed_id", "shelf", name=op.f("pk_prepared_body")),
    )
    with op.batch_alter_table("prepared_feed", schema=None) as batch_op:
        batch_op.add_column(sa.Column("turns_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("touched", sa.JSON(none_as_null=True), nullable=True))
    # made anew at the first poll
    op.execute("UPDATE prepared_feed SET body_digest = NULL, format_version = 0")


def downgrade() -> None:
    with op.batch_alter_table("prepared_feed", schema=None) as batch_op:
        batch_op.drop_column("touched")
        batch_op.drop_column("turns_at")

    op.drop_table("prepared_body")
    op.create_table(
        "prepared_body",
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("manner", sa.String(length=40), nullable=False),
        sa.Column("layout", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_prepared_body_feed_id_feed"),
        sa.PrimaryKeyConstraint("feed_id", name="pk_prepared_body"),
    )
    # made anew at the first poll
    op.execute("UPDATE prepared_feed SET body_digest = NULL, format_version = 0")
