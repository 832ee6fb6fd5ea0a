"""What each act did, row by row, so that it can be undone; who was merged into whom; teams put away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_acts"
down_revision = "0007_feeds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_row",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("row_key", sa.String(length=120), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["activity_entry.id"], name=op.f("fk_kept_row_entry_id_activity_entry")
        ),
        sa.PrimaryKeyConstraint("entry_id", "position", name=op.f("pk_kept_row")),
    )
    with op.batch_alter_table("kept_row", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_kept_row_table_name_row_id"), ["table_name", "row_id"], unique=False
        )

    with op.batch_alter_table("activity_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("act_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("undoes_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_activity_entry_act_id"), ["act_id"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_activity_entry_undoes_id"), ["undoes_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_activity_entry_act_id_activity_entry"), "activity_entry", ["act_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_activity_entry_undoes_id_activity_entry"), "activity_entry", ["undoes_id"], ["id"]
        )

    with op.batch_alter_table("stakeholder", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_stakeholder_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_stakeholder_merged_into_id_stakeholder"), "stakeholder", ["merged_into_id"], ["id"]
        )

    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.add_column(sa.Column("archived_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.drop_column("archived_at")

    with op.batch_alter_table("stakeholder", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_stakeholder_merged_into_id_stakeholder"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_stakeholder_merged_into_id"))
        batch_op.drop_column("merged_into_id")

    with op.batch_alter_table("activity_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_activity_entry_undoes_id_activity_entry"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_activity_entry_act_id_activity_entry"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_activity_entry_undoes_id"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_activity_entry_act_id"))
        batch_op.drop_column("undoes_id")
        batch_op.drop_column("act_id")

    with op.batch_alter_table("kept_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_row_table_name_row_id"))

    op.drop_table("kept_row")
