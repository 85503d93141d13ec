"""a number that changes with the directory's services

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

WATCHED = (
    'organization', 'location', 'service', 'phone', 'schedule', 'schedule_exception', 'service_area', 'service_reach',
)
SQLITE = (
    "INSERT INTO directory_generation VALUES (1, random())",
    *(
        f"CREATE TRIGGER {table}_{what.lower()}_generation AFTER {what} ON {table}"
        " BEGIN UPDATE directory_generation SET number = random(); END"
        for table in WATCHED
        for what in ("INSERT", "UPDATE", "DELETE")
    ),
)
POSTGRESQL = (
    "INSERT INTO directory_generation VALUES (1, (random() * 9e18)::bigint)",
    "CREATE FUNCTION renew_directory_generation() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " UPDATE directory_generation SET number = -txid_current() WHERE number <> -txid_current(); RETURN NULL; END $$",
    *(
        f"CREATE TRIGGER {table}_generation AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
        f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION renew_directory_generation()"
        for table in WATCHED
    ),
)


def upgrade() -> None:
    op.create_table('directory_generation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_directory_generation'))
    )
    for statement in SQLITE if op.get_bind().dialect.name == 'sqlite' else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for table in WATCHED:
            for what in ('insert', 'update', 'delete'):
                op.execute(f"DROP TRIGGER {table}_{what}_generation")
    else:
        op.execute("DROP FUNCTION renew_directory_generation() CASCADE")
    op.drop_table('directory_generation')
