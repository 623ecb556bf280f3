import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table observations
			alter column binding_id drop not null,
			alter column definition_version drop not null,
			alter column definition drop not null,
			alter column inputs_hash drop not null,
			-- 'computed' from facts by a definition, or 'entered' by hand with evidence
			add column source text not null default 'computed' check (source in ('computed', 'entered')),
			add column entry_kind text check (entry_kind in ('number', 'share', 'milestone')),
			-- where the value can be looked up: at least one of the four
			add column evidence_url text check (evidence_url ~ '^https://'),
			-- number of a decision or paper, e.g. "Drs. 1234/2020-2025"
			add column evidence_document text check (evidence_document <> ''),
			-- the system or office that knows the value
			add column evidence_origin text check (evidence_origin <> ''),
			add column evidence_note text check (evidence_note <> ''),
			add constraint observations_source_complete check (
				case source
					when 'computed' then
						num_nonnulls(binding_id, definition_version, definition, inputs_hash) = 4
						and num_nonnulls(entry_kind, evidence_url, evidence_document, evidence_origin, evidence_note) = 0
					else
						num_nonnulls(binding_id, definition_version, definition, inputs_hash) = 0
						and num_nonnulls(entry_kind, value, period_from, period_to) = 4
						and num_nonnulls(evidence_url, evidence_document, evidence_origin, evidence_note) >= 1
				end),
			add constraint observations_period_in_order check (period_from <= period_to),
			-- a milestone is reached (1) or not yet (0), on one day
			add constraint observations_milestone check (
				entry_kind <> 'milestone' or (value in (0, 1) and period_from = period_to))`.execute(db);
	await sql`create unique index observations_entered_once on observations (indicator_key, period_from, period_to)
		where source = 'entered' and status = 'released' and corrects_id is null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index observations_entered_once`.execute(db);
	await sql`alter table observations disable trigger released_observations_frozen`.execute(db);
	await sql`delete from observations where source = 'entered'`.execute(db);
	await sql`alter table observations enable trigger released_observations_frozen`.execute(db);
	await sql`
		alter table observations
			drop constraint observations_source_complete,
			drop constraint observations_period_in_order,
			drop constraint observations_milestone,
			drop column source, drop column entry_kind, drop column evidence_url,
			drop column evidence_document, drop column evidence_origin, drop column evidence_note,
			alter column binding_id set not null,
			alter column definition_version set not null,
			alter column definition set not null,
			alter column inputs_hash set not null`.execute(db);
}
