"""The directory's tables, named after Open Referral (HSDS 3): organization, service, location, phone, schedule, area.

One row of ``school`` is one school of the operator's coverage file; one of ``service_check`` is a person's decision.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    Time,
)

from bot.database import metadata

_CODE, _NAME, _TEXT, _URL = 80, 200, 500, 500

organization = Table(
    "organization",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(_NAME), nullable=False, unique=True),
)

location = Table(
    "location",
    metadata,
    Column("id", String(_CODE), primary_key=True),
    Column("address", String(_TEXT)),
    Column("town", String(_NAME)),
    Column("postcode", String(8)),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("located_by", String(20)),
    Column("local_authority", String(9)),
    CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="both_or_neither"),
    Index("ix_location_position", "latitude", "longitude"),
)

service = Table(
    "service",
    metadata,
    Column("id", String(_CODE), primary_key=True),
    Column("organization_id", ForeignKey("organization.id")),
    Column("location_id", ForeignKey("location.id")),
    Column("kind", String(40), nullable=False),
    Column("setting", String(40)),
    Column("name", String(_NAME), nullable=False),
    Column("status", String(10), nullable=False),
    Column("held_reason", String(_TEXT)),
    Column("access", String(_NAME), nullable=False),  # ways in, separated by spaces: "walk_in gp nhs_111"
    Column("min_age_months", Integer),
    Column("max_age_months", Integer),
    Column("text_number", String(20)),
    Column("bsl_url", String(_URL)),
    Column("interpreter", String(_TEXT)),
    Column("languages", String(_TEXT), nullable=False, server_default=""),  # BCP 47 codes, separated by spaces
    Column("accessibility", String(_TEXT)),
    Column("cost", String(_NAME)),
    Column("bank_holidays", String(10), nullable=False, server_default="unknown"),
    Column("area_basis", String(30), nullable=False),
    Column("area_words", String(_TEXT)),
    Column("url", String(_URL)),
    Column("note", String(_TEXT)),
    Column("source", String(_TEXT)),
    Column("source_url", String(_URL)),
    Column("checked_on", Date),
    Column("origin", String(20), nullable=False),  # which loader wrote it, and may replace it: "seed"
    CheckConstraint("status != 'active' OR checked_on IS NOT NULL", name="active_is_dated"),
    CheckConstraint("status != 'held' OR held_reason IS NOT NULL", name="held_has_reason"),
    Index("ix_service_kind_status", "kind", "status"),
)

phone = Table(
    "phone",
    metadata,
    Column("service_id", ForeignKey("service.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("number", String(20), nullable=False),
    Column("note", String(_NAME)),
)

schedule = Table(
    "schedule",
    metadata,
    Column("service_id", ForeignKey("service.id", ondelete="CASCADE"), primary_key=True),
    Column("weekday", Integer, primary_key=True, autoincrement=False),  # Monday 0
    Column("opens", Time, primary_key=True),
    Column("closes", Time, nullable=False),  # at or before opens: on the next day
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
)

schedule_exception = Table(
    "schedule_exception",
    metadata,
    Column("service_id", ForeignKey("service.id", ondelete="CASCADE"), primary_key=True),
    Column("first", Date, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("last", Date, nullable=False),
    Column("opens", Time),  # empty, and closes with it: shut
    Column("closes", Time),
    Column("note", String(_TEXT)),
    CheckConstraint("first <= last", name="in_order"),
    CheckConstraint("(opens IS NULL) = (closes IS NULL)", name="both_or_neither"),
)

service_area = Table(
    "service_area",
    metadata,
    Column("service_id", ForeignKey("service.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("value", String(_NAME), primary_key=True),
    Index("ix_service_area_value", "kind", "value"),
)

# Where a service can be found from a map: its site, the circle around it, or the bounds of its polygon, in degrees.
# Without bounds it is not found there: a circle of which the middle is not known.
# Searched by an R*Tree (SQLite) or a GiST index (PostgreSQL), both made by the migrations.
service_reach = Table(
    "service_reach",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("service_id", ForeignKey("service.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("south", Float),
    Column("north", Float),
    Column("west", Float),
    Column("east", Float),
    Column("radius_miles", Float),
    Column("polygon", Text),  # a GeoJSON ring: [[longitude, latitude], ...]
)

# What a person decided on the day they saw a service's source; laid over every load. It has no foreign key: a load
# deletes a service and writes it anew, and the decision outlives both.
service_check = Table(
    "service_check",
    metadata,
    Column("service_id", String(_CODE), primary_key=True),
    Column("seen_on", Date, nullable=False),
    Column("decision", String(10), nullable=False),
    Column("reason", String(_TEXT)),
    Column("facts", String(64), nullable=False),  # SHA-256 of the facts that were seen
    CheckConstraint("decision IN ('keep', 'hold', 'close')", name="decision"),
    CheckConstraint("decision = 'keep' OR reason IS NOT NULL", name="has_reason"),
)

school = Table(
    "school",
    metadata,
    Column("urn", String(7), primary_key=True),
    Column("name", String(_NAME), nullable=False),
    Column("search_name", String(_NAME), nullable=False),
    Column("town", String(_NAME)),
    Column("postcode", String(8), index=True),
    Column("local_authority", String(9), index=True),
    Column("has_team", Boolean),
    Column("source", String(_TEXT), nullable=False),
    Column("checked_on", Date, nullable=False),
)

# One row is one GP practice of the NHS Organisation Data Service's file "epraccur".
gp_practice = Table(
    "gp_practice",
    metadata,
    Column("code", String(8), primary_key=True),
    Column("name", String(_NAME), nullable=False),
    Column("search_name", String(_NAME), nullable=False),
    Column("town", String(_NAME)),
    Column("postcode", String(8), nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("local_authority", String(9)),
    Column("icb", String(9)),
    Column("checked_on", Date, nullable=False),
    Column("source", String(_TEXT), nullable=False),
    CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="both_or_neither"),
)
