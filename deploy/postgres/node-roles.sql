-- The five roles of one country's node, and who may connect to its database. Run by an administrator, connected to the
-- node's own database (createdb homeward_th), as often as you like:
--
--   psql -d homeward_th -v ON_ERROR_STOP=1 -v node=homeward_th -f deploy/postgres/node-roles.sql
--
-- with the variables owner_password, events_password, app_password, bridge_password and projector_password set. deploy/postgres/install.sh
-- sets them from files, so that no password stands in an argument list. Repeating it with other passwords changes the passwords.

set log_statement = 'none';
set homeward.node = :'node';
set homeward.owner_password = :'owner_password';
set homeward.events_password = :'events_password';
set homeward.app_password = :'app_password';
set homeward.bridge_password = :'bridge_password';
set homeward.projector_password = :'projector_password';

do $$
declare
  part text;
  role text;
begin
  foreach part in array array['owner', 'events', 'app', 'bridge', 'projector'] loop
    role := current_setting('homeward.node') || '_' || part;
    if not exists (select from pg_roles where rolname = role) then
      execute format('create role %I', role);
    end if;
    execute format(
      'alter role %I with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password %L',
      role, current_setting('homeward.' || part || '_password'));
    execute format('grant connect on database %I to %I', current_database(), role);
  end loop;
  execute format('revoke all on database %I from public', current_database());
  execute format('alter database %I owner to %I', current_database(), current_setting('homeward.node') || '_owner');
end
$$;

-- Everything else is made and granted by the node's own migrations, as the owner.
revoke create on schema public from public;

reset homeward.owner_password;
reset homeward.events_password;
reset homeward.app_password;
reset homeward.bridge_password;
reset homeward.projector_password;
