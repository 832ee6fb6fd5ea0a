"""Comments on plans, named links, and what a programme says."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011_papers"
down_revision = "0010_lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "named_link",
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label_th", sa.String(length=200), nullable=True),
        sa.Column("label_en", sa.String(length=200), nullable=True),
        sa.Column("address", sa.String(length=2000), nullable=False),
        sa.Column("is_outward", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(campaign_id IS NULL) <> (event_id IS NULL)", name=op.f("ck_named_link_of_one_record")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_named_link_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_named_link_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_named_link_event_id_event")),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_named_link_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_link")),
    )
    with op.batch_alter_table("named_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_named_link_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_named_link_event_id"), ["event_id"], unique=False)

    op.create_table(
        "plan_comment",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_plan_comment_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["plan_snapshot.id"], name=op.f("fk_plan_comment_snapshot_id_plan_snapshot")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_plan_comment_updated_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["user.id"], name=op.f("fk_plan_comment_written_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_comment")),
    )
    with op.batch_alter_table("plan_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_comment_snapshot_id"), ["snapshot_id"], unique=False)

    with op.batch_alter_table("run_sheet_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("programme_th", sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column("programme_en", sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column("speaker", sa.String(length=200), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("run_sheet_item", schema=None) as batch_op:
        batch_op.drop_column("speaker")
        batch_op.drop_column("programme_en")
        batch_op.drop_column("programme_th")

    with op.batch_alter_table("plan_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_comment_snapshot_id"))

    op.drop_table("plan_comment")
    with op.batch_alter_table("named_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_named_link_event_id"))
        batch_op.drop_index(batch_op.f("ix_named_link_campaign_id"))

    op.drop_table("named_link")
