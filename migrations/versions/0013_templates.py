"""Campaigns that others are made from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013_templates"
down_revision = "0012_shelves"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign_template",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name_th", sa.String(length=200), nullable=True),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.Column("pattern", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_campaign_template_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_campaign_template_team_id_team")),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_campaign_template_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_template")),
    )
    with op.batch_alter_table("campaign_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_template_team_id"), ["team_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("campaign_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_template_team_id"))

    op.drop_table("campaign_template")
