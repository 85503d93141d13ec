"""what a person decided about a service on the day they saw its source

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('service_check',
    sa.Column('service_id', sa.String(length=80), nullable=False),
    sa.Column('seen_on', sa.Date(), nullable=False),
    sa.Column('decision', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=True),
    sa.Column('facts', sa.String(length=64), nullable=False),
    sa.CheckConstraint("decision IN ('keep', 'hold', 'close')", name=op.f('ck_service_check_decision')),
    sa.CheckConstraint("decision = 'keep' OR reason IS NOT NULL", name=op.f('ck_service_check_has_reason')),
    sa.PrimaryKeyConstraint('service_id', name=op.f('pk_service_check'))
    )


def downgrade() -> None:
    op.drop_table('service_check')
