create table rollouts (id text primary key, state text, released integer);
create table operations (rollout text, position integer, state text, on_failure text);
create index operations_of_rollout on operations (rollout);
.import --csv --skip 1 tests/demo/fleet/rollouts.csv rollouts
.import --csv --skip 1 tests/demo/fleet/operations.csv operations
