"""Events, repetitions, who is attached, run sheets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_events"
down_revision = "0003_campaigns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("uid", sa.String(length=120), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.Column("title_th", sa.String(length=200), nullable=True),
        sa.Column("title_en", sa.String(length=200), nullable=True),
        sa.Column("public_text_th", sa.Text(), nullable=True),
        sa.Column("public_text_en", sa.Text(), nullable=True),
        sa.Column("internal_note", sa.Text(), nullable=True),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=True),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("all_day_start", sa.Date(), nullable=True),
        sa.Column("all_day_end", sa.Date(), nullable=True),
        sa.Column("spans_from", sa.DateTime(), nullable=False),
        sa.Column("spans_until", sa.DateTime(), nullable=True),
        sa.Column("is_long", sa.Boolean(), nullable=False),
        sa.Column("recurrence", sa.String(length=200), nullable=True),
        sa.Column("continues_id", sa.Integer(), nullable=True),
        sa.Column("venue_th", sa.String(length=300), nullable=True),
        sa.Column("venue_en", sa.String(length=300), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("online_url", sa.String(length=2000), nullable=True),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("embargo_until", sa.DateTime(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("strategy", sa.String(length=40), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("rsvp_due_at", sa.DateTime(), nullable=True),
        sa.Column("public_contact", sa.String(length=300), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("is_media_invited", sa.Boolean(), nullable=False),
        sa.Column("photo_notice", sa.Text(), nullable=True),
        sa.Column("access_needs", sa.Text(), nullable=True),
        sa.Column("sort_key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(starts_at IS NOT NULL AND ends_at IS NOT NULL AND all_day_start IS NULL AND all_day_end IS NULL)"
            " OR (starts_at IS NULL AND ends_at IS NULL AND all_day_start IS NOT NULL AND all_day_end IS NOT NULL)",
            name=op.f("ck_event_timed_or_all_day"),
        ),
        sa.CheckConstraint("all_day_end >= all_day_start", name=op.f("ck_event_all_day_order")),
        sa.CheckConstraint("ends_at >= starts_at", name=op.f("ck_event_timed_order")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_event_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["continues_id"], ["event.id"], name=op.f("fk_event_continues_id_event")),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_event_created_by_id_user")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_event_owner_id_user")),
        sa.ForeignKeyConstraint(["updated_by_id"], ["user.id"], name=op.f("fk_event_updated_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("uid", name=op.f("uq_event_uid")),
    )
    op.create_index(
        op.f("ix_event_campaign_id_spans_from"), "event", ["campaign_id", "spans_from"], unique=False
    )
    op.create_index(
        op.f("ix_event_is_long_spans_from_spans_until"),
        "event",
        ["is_long", "spans_from", "spans_until"],
        unique=False,
    )
    op.create_index(op.f("ix_event_is_long_spans_until"), "event", ["is_long", "spans_until"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_attachment_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_attachment_event_id_event")),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_attachment_stakeholder_id_stakeholder")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_attachment_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("event_id", "stakeholder_id", name=op.f("uq_attachment_event_id_stakeholder_id")),
    )
    op.create_index(op.f("ix_attachment_stakeholder_id"), "attachment", ["stakeholder_id"], unique=False)
    op.create_table(
        "event_override",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=True),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.Column("all_day_start", sa.Date(), nullable=True),
        sa.Column("all_day_end", sa.Date(), nullable=True),
        sa.Column("title_th", sa.String(length=200), nullable=True),
        sa.Column("title_en", sa.String(length=200), nullable=True),
        sa.Column("public_text_th", sa.Text(), nullable=True),
        sa.Column("public_text_en", sa.Text(), nullable=True),
        sa.Column("venue_th", sa.String(length=300), nullable=True),
        sa.Column("venue_en", sa.String(length=300), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_event_override_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_override_event_id_event")),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_event_override_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_override")),
        sa.UniqueConstraint("event_id", "on", name=op.f("uq_event_override_event_id_on")),
    )
    op.create_table(
        "excluded_date",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_excluded_date_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", "on", name=op.f("pk_excluded_date")),
    )
    op.create_table(
        "run_sheet_item",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("what_happens", sa.Text(), nullable=True),
        sa.Column("responsible", sa.String(length=200), nullable=True),
        sa.Column("location", sa.String(length=300), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("depends_on_id", sa.Integer(), nullable=True),
        sa.Column("contingency", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_run_sheet_item_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["depends_on_id"],
            ["run_sheet_item.id"],
            name=op.f("fk_run_sheet_item_depends_on_id_run_sheet_item"),
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_run_sheet_item_event_id_event")),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user.id"], name=op.f("fk_run_sheet_item_updated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_sheet_item")),
    )
    op.create_index(op.f("ix_run_sheet_item_event_id"), "run_sheet_item", ["event_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_run_sheet_item_event_id"), table_name="run_sheet_item")
    op.drop_table("run_sheet_item")
    op.drop_table("excluded_date")
    op.drop_table("event_override")
    op.drop_index(op.f("ix_attachment_stakeholder_id"), table_name="attachment")
    op.drop_table("attachment")
    op.drop_index(op.f("ix_event_campaign_id_spans_from"), table_name="event")
    op.drop_index(op.f("ix_event_is_long_spans_from_spans_until"), table_name="event")
    op.drop_index(op.f("ix_event_is_long_spans_until"), table_name="event")
    op.drop_table("event")
