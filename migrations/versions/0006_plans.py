"""Plan snapshots and decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_plans"
down_revision = "0005_objectives"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_plan_snapshot_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["user.id"], name=op.f("fk_plan_snapshot_submitted_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_snapshot")),
        sa.UniqueConstraint("campaign_id", "number", name=op.f("uq_plan_snapshot_campaign_id_number")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("is_own_plan", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_decision_decided_by_id_user")),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["plan_snapshot.id"], name=op.f("fk_decision_snapshot_id_plan_snapshot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_snapshot_id"), "decision", ["snapshot_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_decision_snapshot_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_table("plan_snapshot")
