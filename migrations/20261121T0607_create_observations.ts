import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table indicator_bindings (
			id uuid primary key default gen_random_uuid(),
			indicator_key text not null references indicators (key),
			-- the definition of the metric; every change is a new row with the next number
			version integer not null check (version >= 1),
			operation text not null check (operation in ('count', 'distinct', 'mean', 'share', 'coverage', 'perPeriodCount')),
			-- typed definition: facts, filter, what is distinct, denominator, period (core/indicators/schema.ts)
			definition jsonb not null,
			created_by uuid references accounts (id) on delete set null,
			created_at timestamptz not null default now(),
			retired_at timestamptz,
			unique (indicator_key, version)
		)`.execute(db);
	await sql`create unique index indicator_bindings_current on indicator_bindings (indicator_key) where retired_at is null`.execute(
		db
	);
	await sql`
		create table observations (
			id uuid primary key default gen_random_uuid(),
			indicator_key text not null references indicators (key),
			binding_id uuid not null references indicator_bindings (id),
			definition_version integer not null,
			-- the filter as it was used, so that a released value explains itself
			definition jsonb not null,
			period_from date,
			period_to date,
			scope_place_id text references places (id),
			value numeric,
			numerator numeric,
			denominator numeric,
			-- contributions that counted, and those that said "don't know" or nothing
			n integer not null check (n >= 0),
			missing integer not null check (missing >= 0),
			-- people behind the value: what the small-cell rule looks at
			people integer not null check (people >= 0),
			-- people in each group that the numbers tell apart: hits and others of a share, else empty
			groups integer[] not null,
			-- the value by activity and by period, frozen with it (core/indicators/schema.ts)
			breakdown jsonb not null,
			-- SHA-256 over the sorted contributions
			inputs_hash text not null,
			status text not null default 'draft' check (status in ('draft', 'released')),
			computed_at timestamptz not null default now(),
			computed_by uuid references accounts (id) on delete set null,
			released_at timestamptz,
			released_by uuid references accounts (id),
			-- a correction points to what it replaces and says why
			corrects_id uuid references observations (id),
			correction_reason text,
			check ((status = 'released') = (released_at is not null)),
			check ((corrects_id is null) = (correction_reason is null))
		)`.execute(db);
	await sql`create index observations_indicator on observations (indicator_key, computed_at)`.execute(
		db
	);
	await sql`create unique index observations_one_draft on observations (indicator_key) where status = 'draft'`.execute(
		db
	);
	await sql`create unique index observations_corrected_once on observations (corrects_id) where status = 'released'`.execute(
		db
	);
	await sql`
		create table observation_inputs (
			observation_id uuid not null references observations (id) on delete cascade,
			-- pseudonym of the contribution within this observation
			contribution text not null,
			activity_id uuid not null,
			-- false: asked, but said nothing usable
			counts boolean not null,
			-- of value, outcome and organisation only what the metric looks at
			value numeric,
			outcome text,
			organisation text,
			primary key (observation_id, contribution)
		)`.execute(db);
	await sql`
		create function keep_released_observations() returns trigger language plpgsql as $$
		begin
			raise exception 'observation % is released and frozen; correct it by a new one', old.id
				using errcode = 'restrict_violation';
		end $$`.execute(db);
	await sql`
		create trigger released_observations_frozen before update or delete on observations
			for each row when (old.status = 'released') execute function keep_released_observations()`.execute(
		db
	);
	await sql`
		create function keep_released_inputs() returns trigger language plpgsql as $$
		begin
			if exists (
				select from observations
				where id in (old.observation_id, new.observation_id) and status = 'released'
			) then
				raise exception 'the inputs of a released observation are frozen' using errcode = 'restrict_violation';
			end if;
			return coalesce(new, old);
		end $$`.execute(db);
	await sql`
		create trigger released_inputs_frozen before insert or update or delete on observation_inputs
			for each row execute function keep_released_inputs()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table observation_inputs, observations, indicator_bindings`.execute(db);
	await sql`drop function keep_released_inputs, keep_released_observations`.execute(db);
}
