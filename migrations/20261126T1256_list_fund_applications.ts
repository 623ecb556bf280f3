import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Counts the changes of its settings, so that two who save at once are told.
	await sql`alter table fund_rounds add column settings_version integer not null default 1`.execute(
		db
	);
	// As bodyFor in formats/fund/round/rules.ts: the lowest body that may grant what is asked for.
	await sql`
		create function fund_needed_body(rules jsonb, asked bigint) returns text
			language sql immutable parallel safe as $$
			select step.value ->> 'body'
				from jsonb_array_elements(rules -> 'competences') with ordinality as step (value, nth)
				where asked is not null
					and (step.value ->> 'upToCents' is null or asked <= (step.value ->> 'upToCents')::bigint)
				order by step.nth limit 1 $$`.execute(db);
	await sql`
		alter table fund_applications
			add column needed_body text generated always as (fund_needed_body(rules, asked_cents)) stored`.execute(
		db
	);
	// The list of a round: what it can be ordered by and cut down to, without drafts, which nobody sees.
	for (const [name, columns] of Object.entries(listed))
		await sql`create index ${sql.id(`fund_applications_by_${name}`)} on fund_applications
			(activity_id, ${sql.raw(columns)} sequence desc) where number is not null`.execute(db);
}

const listed = {
	submission: '',
	sum: '(coalesce(asked_cents, 0)) desc,',
	state: 'state,',
	body: 'needed_body,',
	kind: 'applicant_kind,',
	place: 'place_id,'
};

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const name of Object.keys(listed))
		await sql`drop index ${sql.id(`fund_applications_by_${name}`)}`.execute(db);
	await sql`alter table fund_applications drop column needed_body`.execute(db);
	await sql`drop function fund_needed_body(jsonb, bigint)`.execute(db);
	await sql`alter table fund_rounds drop column settings_version`.execute(db);
}
