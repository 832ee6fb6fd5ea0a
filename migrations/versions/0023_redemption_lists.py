"""Lists of what was redeemed: the promotion that a list is of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023_redemption_lists"
down_revision = "0022_contributions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("list_import") as batch:
        batch.add_column(sa.Column("promotion_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            batch.f("fk_list_import_promotion_id_promotion"),
            "promotion",
            ["promotion_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.create_index(batch.f("ix_list_import_promotion_id"), ["promotion_id"])


def downgrade() -> None:
    with op.batch_alter_table("list_import") as batch:
        batch.drop_index(batch.f("ix_list_import_promotion_id"))
        batch.drop_constraint(batch.f("fk_list_import_promotion_id_promotion"), type_="foreignkey")
        batch.drop_column("promotion_id")
