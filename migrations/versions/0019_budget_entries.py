"""What money was committed and spent, entry by entry, with its document."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019_budget_entries"
down_revision = "0018_days"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("budget_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("forecast_minor", sa.BigInteger(), nullable=True))

    op.create_table(
        "budget_entry",
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("is_credit", sa.Boolean(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(length=120), nullable=False),
        sa.Column("supplier", sa.String(length=200), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_budget_entry_amount")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_budget_entry_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["budget_line.id"], name=op.f("fk_budget_entry_line_id_budget_line")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_budget_entry_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_entry")),
    )
    with op.batch_alter_table("budget_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_budget_entry_line_id"), ["line_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("budget_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_entry_line_id"))

    op.drop_table("budget_entry")
    with op.batch_alter_table("budget_line", schema=None) as batch_op:
        batch_op.drop_column("forecast_minor")
