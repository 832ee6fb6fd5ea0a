"""Stakeholders, where they belong, what they consented to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_stakeholders"
down_revision = "0001_accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stakeholder",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=True),
        sa.Column("given_th", sa.String(length=120), nullable=True),
        sa.Column("family_th", sa.String(length=120), nullable=True),
        sa.Column("given_latin", sa.String(length=120), nullable=True),
        sa.Column("family_latin", sa.String(length=120), nullable=True),
        sa.Column("nickname_th", sa.String(length=60), nullable=True),
        sa.Column("nickname_latin", sa.String(length=60), nullable=True),
        sa.Column("address_as", sa.String(length=120), nullable=True),
        sa.Column("organisation_name_th", sa.String(length=200), nullable=True),
        sa.Column("organisation_name_en", sa.String(length=200), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("interest_or_concern", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("date_era", sa.String(length=40), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("emails", sa.JSON(), nullable=False),
        sa.Column("phones", sa.JSON(), nullable=False),
        sa.Column("line_id", sa.String(length=60), nullable=True),
        sa.Column("preferred_channel", sa.String(length=40), nullable=True),
        sa.Column("power", sa.Integer(), nullable=True),
        sa.Column("interest", sa.Integer(), nullable=True),
        sa.Column("has_legitimacy", sa.Boolean(), nullable=True),
        sa.Column("has_urgency", sa.Boolean(), nullable=True),
        sa.Column("attitude", sa.String(length=40), nullable=True),
        sa.Column("engagement_current", sa.String(length=40), nullable=True),
        sa.Column("engagement_desired", sa.String(length=40), nullable=True),
        sa.Column("is_self_selected", sa.Boolean(), nullable=False),
        sa.Column("origin_channel", sa.String(length=120), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("do_not_contact", sa.Boolean(), nullable=False),
        sa.Column("do_not_contact_reason", sa.Text(), nullable=True),
        sa.Column("external_ref", sa.String(length=120), nullable=True),
        sa.Column("internal_notes", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("sort_key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("interest BETWEEN 1 AND 5", name=op.f("ck_stakeholder_interest_scale")),
        sa.CheckConstraint("power BETWEEN 1 AND 5", name=op.f("ck_stakeholder_power_scale")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_stakeholder_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_stakeholder_owner_id_user")),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_stakeholder_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder")),
    )
    op.create_index(op.f("ix_stakeholder_category"), "stakeholder", ["category"], unique=False)
    op.create_index(op.f("ix_stakeholder_sort_key"), "stakeholder", ["sort_key"], unique=False)
    op.create_table(
        "affiliation",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("position_th", sa.String(length=200), nullable=True),
        sa.Column("position_en", sa.String(length=200), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_affiliation_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["stakeholder.id"], name=op.f("fk_affiliation_organisation_id_stakeholder")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["stakeholder.id"], name=op.f("fk_affiliation_person_id_stakeholder")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_affiliation_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliation")),
    )
    op.create_index(op.f("ix_affiliation_organisation_id"), "affiliation", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_affiliation_person_id"), "affiliation", ["person_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("text_version", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_consent_created_by_id_user")),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_consent_stakeholder_id_stakeholder")
        ),
        sa.ForeignKeyConstraint(["updated_by_id"], ["user.id"], name=op.f("fk_consent_updated_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_stakeholder_id"), "consent", ["stakeholder_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_consent_stakeholder_id"), table_name="consent")
    op.drop_table("consent")
    op.drop_index(op.f("ix_affiliation_organisation_id"), table_name="affiliation")
    op.drop_index(op.f("ix_affiliation_person_id"), table_name="affiliation")
    op.drop_table("affiliation")
    op.drop_index(op.f("ix_stakeholder_category"), table_name="stakeholder")
    op.drop_index(op.f("ix_stakeholder_sort_key"), table_name="stakeholder")
    op.drop_table("stakeholder")
