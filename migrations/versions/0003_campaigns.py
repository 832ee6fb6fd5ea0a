"""Campaigns, messages, who takes part, budgets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_campaigns"
down_revision = "0002_stakeholders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title_th", sa.String(length=200), nullable=True),
        sa.Column("title_en", sa.String(length=200), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("field_of_work", sa.String(length=40), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("cloned_from_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("confidentiality", sa.String(length=40), nullable=False),
        sa.Column("embargo_until", sa.DateTime(), nullable=True),
        sa.Column("situation_th", sa.Text(), nullable=True),
        sa.Column("situation_en", sa.Text(), nullable=True),
        sa.Column("purpose_th", sa.Text(), nullable=True),
        sa.Column("purpose_en", sa.Text(), nullable=True),
        sa.Column("benefit_to_public_th", sa.Text(), nullable=True),
        sa.Column("benefit_to_public_en", sa.Text(), nullable=True),
        sa.Column("benefit_to_organisation_th", sa.Text(), nullable=True),
        sa.Column("benefit_to_organisation_en", sa.Text(), nullable=True),
        sa.Column("seeks_no_benefit", sa.Boolean(), nullable=False),
        sa.Column("strategy_summary_th", sa.Text(), nullable=True),
        sa.Column("strategy_summary_en", sa.Text(), nullable=True),
        sa.Column("risks", sa.Text(), nullable=True),
        sa.Column("has_no_budget", sa.Boolean(), nullable=False),
        sa.Column("sdg", sa.JSON(), nullable=False),
        sa.Column("iso26000", sa.JSON(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("lessons_th", sa.Text(), nullable=True),
        sa.Column("lessons_en", sa.Text(), nullable=True),
        sa.Column("need_statement_th", sa.Text(), nullable=True),
        sa.Column("need_statement_en", sa.Text(), nullable=True),
        sa.Column("need_source", sa.String(length=40), nullable=True),
        sa.Column("beneficiaries_planned", sa.Integer(), nullable=True),
        sa.Column("exit_plan_th", sa.Text(), nullable=True),
        sa.Column("exit_plan_en", sa.Text(), nullable=True),
        sa.Column("offer_summary_th", sa.Text(), nullable=True),
        sa.Column("offer_summary_en", sa.Text(), nullable=True),
        sa.Column("terms_th", sa.Text(), nullable=True),
        sa.Column("terms_en", sa.Text(), nullable=True),
        sa.Column("segment_th", sa.Text(), nullable=True),
        sa.Column("segment_en", sa.Text(), nullable=True),
        sa.Column("expected_return_type", sa.String(length=40), nullable=True),
        sa.Column("expected_return_value", sa.BigInteger(), nullable=True),
        sa.Column("attribution_method", sa.String(length=40), nullable=True),
        sa.Column("sort_key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'communal'"
            " OR (expected_return_type IS NULL AND expected_return_value IS NULL"
            " AND attribution_method IS NULL)",
            name=op.f("ck_campaign_communal_expects_no_return"),
        ),
        sa.CheckConstraint("end_on >= start_on", name=op.f("ck_campaign_period")),
        sa.ForeignKeyConstraint(["approver_id"], ["user.id"], name=op.f("fk_campaign_approver_id_user")),
        sa.ForeignKeyConstraint(
            ["cloned_from_id"], ["campaign.id"], name=op.f("fk_campaign_cloned_from_id_campaign")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_campaign_created_by_id_user")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_campaign_owner_id_user")),
        sa.ForeignKeyConstraint(["parent_id"], ["campaign.id"], name=op.f("fk_campaign_parent_id_campaign")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_campaign_team_id_team")),
        sa.ForeignKeyConstraint(["updated_by_id"], ["user.id"], name=op.f("fk_campaign_updated_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("code", name=op.f("uq_campaign_code")),
    )
    op.create_index(op.f("ix_campaign_owner_id"), "campaign", ["owner_id"], unique=False)
    op.create_index(op.f("ix_campaign_parent_id"), "campaign", ["parent_id"], unique=False)
    op.create_index(op.f("ix_campaign_sort_key"), "campaign", ["sort_key"], unique=False)
    op.create_index(op.f("ix_campaign_start_on_end_on"), "campaign", ["start_on", "end_on"], unique=False)
    op.create_index(op.f("ix_campaign_team_id_status"), "campaign", ["team_id", "status"], unique=False)
    op.create_table(
        "budget_line",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=120), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("planned_minor", sa.BigInteger(), nullable=False),
        sa.Column("committed_minor", sa.BigInteger(), nullable=False),
        sa.Column("actual_minor", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_budget_line_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_budget_line_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_budget_line_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
    )
    op.create_index(op.f("ix_budget_line_campaign_id"), "budget_line", ["campaign_id"], unique=False)
    op.create_table(
        "key_message",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text_th", sa.Text(), nullable=True),
        sa.Column("text_en", sa.Text(), nullable=True),
        sa.Column("proof_th", sa.Text(), nullable=True),
        sa.Column("proof_en", sa.Text(), nullable=True),
        sa.Column("public_id", sa.Integer(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_key_message_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_key_message_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["public_id"], ["stakeholder.id"], name=op.f("fk_key_message_public_id_stakeholder")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_key_message_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_message")),
    )
    op.create_index(op.f("ix_key_message_campaign_id"), "key_message", ["campaign_id"], unique=False)
    op.create_table(
        "participation",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("why_them", sa.Text(), nullable=True),
        sa.Column("engagement_desired", sa.String(length=40), nullable=True),
        sa.Column("strategies", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_participation_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_participation_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["key_message.id"], name=op.f("fk_participation_message_id_key_message")
        ),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_participation_stakeholder_id_stakeholder")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_participation_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint(
            "campaign_id", "stakeholder_id", name=op.f("uq_participation_campaign_id_stakeholder_id")
        ),
    )
    op.create_index(
        op.f("ix_participation_stakeholder_id"), "participation", ["stakeholder_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_participation_stakeholder_id"), table_name="participation")
    op.drop_table("participation")
    op.drop_index(op.f("ix_key_message_campaign_id"), table_name="key_message")
    op.drop_table("key_message")
    op.drop_index(op.f("ix_budget_line_campaign_id"), table_name="budget_line")
    op.drop_table("budget_line")
    op.drop_index(op.f("ix_campaign_owner_id"), table_name="campaign")
    op.drop_index(op.f("ix_campaign_parent_id"), table_name="campaign")
    op.drop_index(op.f("ix_campaign_sort_key"), table_name="campaign")
    op.drop_index(op.f("ix_campaign_start_on_end_on"), table_name="campaign")
    op.drop_index(op.f("ix_campaign_team_id_status"), table_name="campaign")
    op.drop_table("campaign")
