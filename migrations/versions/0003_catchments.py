"""catchments, special hours, ways to reach a service, and an index of the map

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

def new_columns() -> list[sa.Column]:
    return [
        sa.Column('text_number', sa.String(length=20), nullable=True),
        sa.Column('bsl_url', sa.String(length=500), nullable=True),
        sa.Column('interpreter', sa.String(length=500), nullable=True),
        sa.Column('languages', sa.String(length=500), server_default='', nullable=False),
        sa.Column('accessibility', sa.String(length=500), nullable=True),
        sa.Column('cost', sa.String(length=200), nullable=True),
        sa.Column('bank_holidays', sa.String(length=10), server_default='unknown', nullable=False),
    ]


SQLITE = (
    "CREATE VIRTUAL TABLE service_reach_tree USING rtree(number, south, north, west, east)",
    "CREATE TRIGGER service_reach_added AFTER INSERT ON service_reach WHEN new.south IS NOT NULL"
    " BEGIN INSERT INTO service_reach_tree VALUES (new.number, new.south, new.north, new.west, new.east); END",
    "CREATE TRIGGER service_reach_gone AFTER DELETE ON service_reach BEGIN DELETE FROM service_reach_tree"
    " WHERE number = old.number; END",
)
POSTGRESQL = (
    "CREATE INDEX ix_service_reach_box ON service_reach USING gist (box(point(west, south), point(east, north)))",
)
# What is already in the directory is found on the map at once, not only when it is loaded again.
ALREADY_THERE = """
    INSERT INTO service_reach (service_id, kind, south, north, west, east)
    SELECT service.id, service.kind, latitude, latitude, longitude, longitude
    FROM service JOIN location ON service.location_id = location.id
    WHERE latitude IS NOT NULL AND service.kind NOT IN ('talking_therapies', 'young_futures_hub')
    AND (access = '' OR ' ' || access || ' ' LIKE '% walk_in %')
    AND NOT EXISTS (SELECT 1 FROM service_area WHERE service_area.service_id = service.id)
"""


def upgrade() -> None:
    with op.batch_alter_table('service', schema=None) as batch_op:
        for column in new_columns():
            batch_op.add_column(column)
    op.create_table('schedule_exception',
    sa.Column('service_id', sa.String(length=80), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('opens', sa.Time(), nullable=True),
    sa.Column('closes', sa.Time(), nullable=True),
    sa.Column('note', sa.String(length=500), nullable=True),
    sa.CheckConstraint('first <= last', name=op.f('ck_schedule_exception_in_order')),
    sa.CheckConstraint('(opens IS NULL) = (closes IS NULL)', name=op.f('ck_schedule_exception_both_or_neither')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_schedule_exception_service_id_service'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('service_id', 'first', 'position', name=op.f('pk_schedule_exception'))
    )
    op.create_table('service_reach',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('service_id', sa.String(length=80), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('south', sa.Float(), nullable=True),
    sa.Column('north', sa.Float(), nullable=True),
    sa.Column('west', sa.Float(), nullable=True),
    sa.Column('east', sa.Float(), nullable=True),
    sa.Column('radius_miles', sa.Float(), nullable=True),
    sa.Column('polygon', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_service_reach_service_id_service'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_service_reach')),
    sa.UniqueConstraint('service_id', name=op.f('uq_service_reach_service_id'))
    )
    for statement in SQLITE if op.get_bind().dialect.name == 'sqlite' else POSTGRESQL:
        op.execute(statement)
    op.execute(ALREADY_THERE)


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.execute("DROP TABLE service_reach_tree")
    op.drop_table('service_reach')
    op.drop_table('schedule_exception')
    # Not in a batch: on SQLite that drops the table, and every row that hangs on it with it.
    for column in reversed(new_columns()):
        op.drop_column('service', column.name)
