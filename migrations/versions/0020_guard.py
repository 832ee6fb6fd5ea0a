"""Findings of the mixed-message guard that somebody has answered for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020_guard"
down_revision = "0019_budget_entries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guard_answer",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_guard_answer_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_guard_answer_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_guard_answer_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guard_answer")),
        sa.UniqueConstraint(
            "campaign_id",
            "rule",
            "subject_type",
            "subject_id",
            "field",
            "words",
            name=op.f("uq_guard_answer_finding"),
        ),
    )


def downgrade() -> None:
    op.drop_table("guard_answer")
