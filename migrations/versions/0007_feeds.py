"""Feeds and what is prepared for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_feeds"
down_revision = "0006_plans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feed",
        sa.Column("holder", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("stakeholder_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("types", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("date_era", sa.String(length=40), nullable=False),
        sa.Column("shows_cancelled", sa.Boolean(), nullable=False),
        sa.Column("secret_version", sa.Integer(), nullable=False),
        sa.Column("renewed_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("is_gone_at_once", sa.Boolean(), nullable=False),
        sa.Column("last_fetched_at", sa.DateTime(), nullable=True),
        sa.Column("last_fetched_by", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(holder = 'open' AND user_id IS NULL AND stakeholder_id IS NULL)"
            " OR (holder = 'user' AND user_id IS NOT NULL AND stakeholder_id IS NULL)"
            " OR (holder = 'stakeholder' AND user_id IS NULL AND stakeholder_id IS NOT NULL)",
            name=op.f("ck_feed_one_holder"),
        ),
        sa.CheckConstraint("kind IS NULL OR holder = 'user'", name=op.f("ck_feed_kind_only_for_users")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_feed_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_feed_created_by_id_user")),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_feed_stakeholder_id_stakeholder")
        ),
        sa.ForeignKeyConstraint(["updated_by_id"], ["user.id"], name=op.f("fk_feed_updated_by_id_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_feed_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
    )
    op.create_index(op.f("ix_feed_campaign_id"), "feed", ["campaign_id"], unique=False)
    op.create_index(op.f("ix_feed_stakeholder_id"), "feed", ["stakeholder_id"], unique=False)
    op.create_index(op.f("ix_feed_user_id"), "feed", ["user_id"], unique=False)
    op.create_table(
        "carried",
        sa.Column("feed_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=120), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("ahead", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("timing", sa.String(length=120), nullable=False),
        sa.Column("returned_at", sa.DateTime(), nullable=True),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.Column("tombstone", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_carried_event_id_event"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name=op.f("fk_carried_feed_id_feed")),
        sa.PrimaryKeyConstraint("feed_id", "uid", name=op.f("pk_carried")),
    )
    op.create_index(op.f("ix_carried_event_id"), "carried", ["event_id"], unique=False)
    op.create_table(
        "prepared_body",
        sa.Column("feed_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("manner", sa.String(length=40), nullable=False),
        sa.Column("layout", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name=op.f("fk_prepared_body_feed_id_feed")),
        sa.PrimaryKeyConstraint("feed_id", name=op.f("pk_prepared_body")),
    )
    op.create_table(
        "prepared_event",
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("manner", sa.String(length=40), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.Column("format_version", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_prepared_event_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "manner", name=op.f("pk_prepared_event")),
    )
    op.create_table(
        "prepared_feed",
        sa.Column("feed_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("secret_version", sa.Integer(), nullable=False),
        sa.Column("renewed_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("is_gone_at_once", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("format_version", sa.Integer(), nullable=False),
        sa.Column("body_digest", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name=op.f("fk_prepared_feed_feed_id_feed")),
        sa.PrimaryKeyConstraint("feed_id", name=op.f("pk_prepared_feed")),
    )


def downgrade() -> None:
    op.drop_table("prepared_feed")
    op.drop_table("prepared_event")
    op.drop_table("prepared_body")
    op.drop_index(op.f("ix_carried_event_id"), table_name="carried")
    op.drop_table("carried")
    op.drop_index(op.f("ix_feed_campaign_id"), table_name="feed")
    op.drop_index(op.f("ix_feed_stakeholder_id"), table_name="feed")
    op.drop_index(op.f("ix_feed_user_id"), table_name="feed")
    op.drop_table("feed")
