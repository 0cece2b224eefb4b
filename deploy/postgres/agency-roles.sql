-- A role for each agency's schema, which may read that agency's views and nothing else. Run by an administrator,
-- connected to the node's database, before the node's first migration or after it, as often as you like:
--
--   psql -d homeward_th -v ON_ERROR_STOP=1 -v node=homeward_th -f deploy/postgres/agency-roles.sql
--
-- The roles cannot log in. Nobody is a member until you say so:
--
--   grant homeward_th_reads_shelter to the_shelters_statistician;
--
-- What a member reads: every row of that agency's views, without the door's need-to-know for each case and without a row in
-- the access log. Values of class P2 and above stand there sealed, and no role here reaches a key. It is meant for
-- counting. The register of who may know of which case (every_agency) and all other schemas stay closed.

set homeward.node = :'node';

do $$
declare
  node text := current_setting('homeward.node');
  agency text;
  role text;
begin
  foreach agency in array array['focal_point', 'embassy', 'registry', 'provincial_office', 'social_work', 'shelter', 'police'] loop
    role := node || '_reads_' || agency;
    if not exists (select from pg_roles where rolname = role) then
      execute format('create role %I nologin', role);
    end if;
    execute format('create schema if not exists %I authorization %I', agency, node || '_owner');
    execute format('grant connect on database %I to %I', current_database(), role);
    execute format('revoke all on schema %I from public', agency);
    execute format('grant usage on schema %I to %I', agency, role);
    execute format('grant select on all tables in schema %I to %I', agency, role);
    -- A raised version of a view stands in a new table, which the owner makes later.
    execute format('alter default privileges for role %I in schema %I grant select on tables to %I',
      node || '_owner', agency, role);
  end loop;
end
$$;
