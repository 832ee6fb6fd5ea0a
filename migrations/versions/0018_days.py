"""The day of an event: its checklist, and whom one met."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018_days"
down_revision = "0017_feed_choices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "checklist_item",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("responsible", sa.String(length=200), nullable=True),
        sa.Column("days_before", sa.Integer(), nullable=True),
        sa.Column("ticked_at", sa.DateTime(), nullable=True),
        sa.Column("ticked_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("days_before >= 0", name=op.f("ck_checklist_item_days_before")),
        sa.CheckConstraint(
            "(ticked_at IS NULL) = (ticked_by_id IS NULL)", name=op.f("ck_checklist_item_ticked")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_checklist_item_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_checklist_item_event_id_event")),
        sa.ForeignKeyConstraint(
            ["ticked_by_id"], ["user.id"], name=op.f("fk_checklist_item_ticked_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_checklist_item_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_item")),
    )
    with op.batch_alter_table("checklist_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checklist_item_event_id"), ["event_id"], unique=False)

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("met_new_count", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("met_known_count", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(op.f("ck_event_met_new_count"), "met_new_count >= 0")
        batch_op.create_check_constraint(op.f("ck_event_met_known_count"), "met_known_count >= 0")


def downgrade() -> None:
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_event_met_known_count"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_event_met_new_count"), type_="check")
        batch_op.drop_column("met_known_count")
        batch_op.drop_column("met_new_count")
    with op.batch_alter_table("checklist_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_checklist_item_event_id"))
    op.drop_table("checklist_item")
