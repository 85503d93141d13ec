"""GP practices, as the NHS Organisation Data Service lists them

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('gp_practice',
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('search_name', sa.String(length=200), nullable=False),
    sa.Column('town', sa.String(length=200), nullable=True),
    sa.Column('postcode', sa.String(length=8), nullable=False),
    sa.Column('latitude', sa.Float(), nullable=True),
    sa.Column('longitude', sa.Float(), nullable=True),
    sa.Column('local_authority', sa.String(length=9), nullable=True),
    sa.Column('icb', sa.String(length=9), nullable=True),
    sa.Column('checked_on', sa.Date(), nullable=False),
    sa.Column('source', sa.String(length=500), nullable=False),
    sa.CheckConstraint('(latitude IS NULL) = (longitude IS NULL)', name=op.f('ck_gp_practice_both_or_neither')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_gp_practice'))
    )


def downgrade() -> None:
    op.drop_table('gp_practice')
