"""Contributions, their evidence, needs; the contribution behind a cause-related promotion."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022_contributions"
down_revision = "0021_promotions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contribution",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("motivation", sa.String(length=40), nullable=False),
        sa.Column("subject_area", sa.String(length=40), nullable=False),
        sa.Column("description_th", sa.Text(), nullable=True),
        sa.Column("description_en", sa.Text(), nullable=True),
        sa.Column("recipient_id", sa.Integer(), nullable=True),
        sa.Column("recipient", sa.String(length=200), nullable=True),
        sa.Column("contributed_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("value_minor", sa.BigInteger(), nullable=True),
        sa.Column("valuation_basis", sa.String(length=40), nullable=True),
        sa.Column("valuation_note", sa.Text(), nullable=True),
        sa.Column("hours", sa.BigInteger(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("in_paid_time", sa.Boolean(), nullable=True),
        sa.Column("hourly_rate_minor", sa.BigInteger(), nullable=True),
        sa.Column("people_reached", sa.Integer(), nullable=True),
        sa.Column("organisations_supported", sa.Integer(), nullable=True),
        sa.Column("environment_amount", sa.BigInteger(), nullable=True),
        sa.Column("environment_unit", sa.String(length=60), nullable=True),
        sa.Column("impact_depth", sa.String(length=40), nullable=True),
        sa.Column("leverage_employees_minor", sa.BigInteger(), nullable=True),
        sa.Column("leverage_customers_minor", sa.BigInteger(), nullable=True),
        sa.Column("leverage_organisations_minor", sa.BigInteger(), nullable=True),
        sa.Column("leverage_government_minor", sa.BigInteger(), nullable=True),
        sa.Column("sdg", sa.JSON(), nullable=False),
        sa.Column("iso26000", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hourly_rate_minor > 0", name=op.f("ck_contribution_hourly_rate")),
        sa.CheckConstraint("hours > 0", name=op.f("ck_contribution_hours")),
        sa.CheckConstraint(
            "organisations_supported >= 0", name=op.f("ck_contribution_organisations_supported")
        ),
        sa.CheckConstraint("people > 0", name=op.f("ck_contribution_people")),
        sa.CheckConstraint("people_reached >= 0", name=op.f("ck_contribution_people_reached")),
        sa.CheckConstraint(
            "recipient_id IS NOT NULL OR recipient IS NOT NULL", name=op.f("ck_contribution_recipient")
        ),
        sa.CheckConstraint("value_minor >= 0", name=op.f("ck_contribution_value")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_contribution_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_contribution_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_contribution_event_id_event")),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["stakeholder.id"], name=op.f("fk_contribution_recipient_id_stakeholder")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_contribution_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contribution_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contribution_contributed_on"), ["contributed_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_contribution_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contribution_recipient_id"), ["recipient_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("stored_as", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_evidence_contribution_id_contribution")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_evidence_created_by_id_user")),
        sa.ForeignKeyConstraint(["updated_by_id"], ["user.id"], name=op.f("fk_evidence_updated_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("stored_as", name=op.f("uq_evidence_stored_as")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_contribution_id"), ["contribution_id"], unique=False)

    op.create_table(
        "need",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("stated_by", sa.String(length=200), nullable=True),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("response", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("declined_reason", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "stated_by_id IS NOT NULL OR stated_by IS NOT NULL", name=op.f("ck_need_stated_by")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_need_campaign_id_campaign")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_need_contribution_id_contribution")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_need_created_by_id_user")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_need_event_id_event")),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["stakeholder.id"], name=op.f("fk_need_stated_by_id_stakeholder")
        ),
        sa.ForeignKeyConstraint(["updated_by_id"], ["user.id"], name=op.f("fk_need_updated_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_contribution_id"), ["contribution_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_stated_by_id"), ["stated_by_id"], unique=False)

    with op.batch_alter_table("promotion", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contribution_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_promotion_contribution_id"), ["contribution_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_promotion_contribution_id_contribution"),
            "contribution",
            ["contribution_id"],
            ["id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("promotion", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_promotion_contribution_id_contribution"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_promotion_contribution_id"))
        batch_op.drop_column("contribution_id")

    op.drop_table("need")
    op.drop_table("evidence")
    op.drop_table("contribution")
