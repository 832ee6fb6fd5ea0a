"""Objectives, own metrics, measurements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_objectives"
down_revision = "0004_events"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_metric",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("name_th", sa.String(length=200), nullable=True),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("is_return", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_own_metric_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_own_metric_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_own_metric_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_metric")),
    )
    op.create_index(op.f("ix_own_metric_campaign_id"), "own_metric", ["campaign_id"], unique=False)
    op.create_table(
        "objective",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement_th", sa.Text(), nullable=True),
        sa.Column("statement_en", sa.Text(), nullable=True),
        sa.Column("pillar", sa.String(length=40), nullable=True),
        sa.Column("effect", sa.String(length=40), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("public_id", sa.Integer(), nullable=True),
        sa.Column("metric", sa.String(length=40), nullable=True),
        sa.Column("own_metric_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("baseline", sa.BigInteger(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("baseline_source", sa.String(length=300), nullable=True),
        sa.Column("target", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("not_measured_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_objective_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_objective_created_by_id_user")),
        sa.ForeignKeyConstraint(
            ["own_metric_id"], ["own_metric.id"], name=op.f("fk_objective_own_metric_id_own_metric")
        ),
        sa.ForeignKeyConstraint(
            ["public_id"], ["stakeholder.id"], name=op.f("fk_objective_public_id_stakeholder")
        ),
        sa.ForeignKeyConstraint(["updated_by_id"], ["user.id"], name=op.f("fk_objective_updated_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective")),
    )
    op.create_index(op.f("ix_objective_campaign_id"), "objective", ["campaign_id"], unique=False)
    op.create_table(
        "measurement",
        sa.Column("objective_id", sa.Integer(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("period_start_on", sa.Date(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_measurement_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["objective_id"], ["objective.id"], name=op.f("fk_measurement_objective_id_objective")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_measurement_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
    )
    op.create_index(op.f("ix_measurement_objective_id"), "measurement", ["objective_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_measurement_objective_id"), table_name="measurement")
    op.drop_table("measurement")
    op.drop_index(op.f("ix_objective_campaign_id"), table_name="objective")
    op.drop_table("objective")
    op.drop_index(op.f("ix_own_metric_campaign_id"), table_name="own_metric")
    op.drop_table("own_metric")
