"""Clashes that somebody has seen and accepts, and the days on which people are away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014_clashes"
down_revision = "0013_templates"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_absence_order")),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_absence_created_by_id_user")),
        sa.ForeignKeyConstraint(["updated_by_id"], ["user.id"], name=op.f("fk_absence_updated_by_id_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_absence_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_absence_user_id_first_on"), ["user_id", "first_on"], unique=False
        )

    op.create_table(
        "clash_acknowledgement",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("occurs_on", sa.Date(), nullable=True),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_clash_acknowledgement_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_clash_acknowledgement_event_id_event")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_clash_acknowledgement_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clash_acknowledgement")),
        sa.UniqueConstraint(
            "event_id", "signature", name=op.f("uq_clash_acknowledgement_event_id_signature")
        ),
    )


def downgrade() -> None:
    op.drop_table("clash_acknowledgement")
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absence_user_id_first_on"))

    op.drop_table("absence")
