"""Promotions, their codes, tills and redemptions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021_promotions"
down_revision = "0020_guard"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "promotion",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("name_th", sa.String(length=200), nullable=True),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.Column("mechanic", sa.String(length=40), nullable=False),
        sa.Column("offer_text_th", sa.Text(), nullable=True),
        sa.Column("offer_text_en", sa.Text(), nullable=True),
        sa.Column("terms_th", sa.Text(), nullable=True),
        sa.Column("terms_en", sa.Text(), nullable=True),
        sa.Column("eligibility", sa.Text(), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("value_type", sa.String(length=40), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("quota_total", sa.Integer(), nullable=True),
        sa.Column("quota_per_person", sa.Integer(), nullable=True),
        sa.Column("target_quantity", sa.Integer(), nullable=True),
        sa.Column("cost_per_unit_minor", sa.BigInteger(), nullable=True),
        sa.Column("permit_needed", sa.Boolean(), nullable=False),
        sa.Column("permit_ref", sa.String(length=120), nullable=True),
        sa.Column("permit_expires_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("cost_per_unit_minor >= 0", name=op.f("ck_promotion_cost_per_unit")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_promotion_period")),
        sa.CheckConstraint("quota_per_person > 0", name=op.f("ck_promotion_quota_per_person")),
        sa.CheckConstraint("quota_total > 0", name=op.f("ck_promotion_quota_total")),
        sa.CheckConstraint("target_quantity > 0", name=op.f("ck_promotion_target_quantity")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_promotion_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_promotion_created_by_id_user")),
        sa.ForeignKeyConstraint(["updated_by_id"], ["user.id"], name=op.f("fk_promotion_updated_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion")),
    )
    with op.batch_alter_table("promotion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promotion_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_promotion_starts_at_ends_at"), ["starts_at", "ends_at"], unique=False
        )

    op.create_table(
        "code_use",
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotion.id"], name=op.f("fk_code_use_promotion_id_promotion")
        ),
        sa.PrimaryKeyConstraint("promotion_id", "code", name=op.f("pk_code_use")),
    )
    with op.batch_alter_table("code_use", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_code_use_promotion_id_quantity"), ["promotion_id", "quantity"], unique=False
        )

    op.create_table(
        "promotion_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_promotion_code_made_by_id_user")),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotion.id"], name=op.f("fk_promotion_code_promotion_id_promotion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion_code")),
        sa.UniqueConstraint("promotion_id", "code", name=op.f("uq_promotion_code_promotion_id_code")),
    )
    with op.batch_alter_table("promotion_code", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_promotion_code_promotion_id_batch"), ["promotion_id", "batch"], unique=False
        )

    op.create_table(
        "redemption_tally",
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("redeemed_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("value_minor", sa.BigInteger(), nullable=False),
        sa.Column("valued", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotion.id"], name=op.f("fk_redemption_tally_promotion_id_promotion")
        ),
        sa.PrimaryKeyConstraint(
            "promotion_id", "redeemed_on", "channel", "place", name=op.f("pk_redemption_tally")
        ),
    )
    op.create_table(
        "till",
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("link_version", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_till_created_by_id_user")),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotion.id"], name=op.f("fk_till_promotion_id_promotion")
        ),
        sa.ForeignKeyConstraint(["updated_by_id"], ["user.id"], name=op.f("fk_till_updated_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_till")),
    )
    with op.batch_alter_table("till", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_till_promotion_id"), ["promotion_id"], unique=False)

    op.create_table(
        "redemption",
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("redeemed_at", sa.DateTime(), nullable=False),
        sa.Column("redeemed_on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("value_minor", sa.BigInteger(), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("reference", sa.String(length=120), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("till_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_redemption_quantity")),
        sa.CheckConstraint("value_minor >= 0", name=op.f("ck_redemption_value")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_redemption_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotion.id"], name=op.f("fk_redemption_promotion_id_promotion")
        ),
        sa.ForeignKeyConstraint(["till_id"], ["till.id"], name=op.f("fk_redemption_till_id_till")),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_redemption_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redemption")),
        sa.UniqueConstraint("promotion_id", "reference", name=op.f("uq_redemption_promotion_id_reference")),
    )
    with op.batch_alter_table("redemption", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_redemption_promotion_id_code"), ["promotion_id", "code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_redemption_promotion_id_redeemed_at"),
            ["promotion_id", "redeemed_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_redemption_promotion_id_redeemed_on"),
            ["promotion_id", "redeemed_on"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_redemption_till_id"), ["till_id"], unique=False)


def downgrade() -> None:
    op.drop_table("redemption")
    op.drop_table("till")
    op.drop_table("redemption_tally")
    op.drop_table("promotion_code")
    op.drop_table("code_use")
    op.drop_table("promotion")
