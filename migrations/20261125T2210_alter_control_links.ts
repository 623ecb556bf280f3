import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table live_control_links
			add column created_at timestamptz not null default now(),
			-- to the hour: enough to tell a lost phone, too little to follow somebody
			add column last_used_at timestamptz,
			add column withdrawn_at timestamptz`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table live_control_links
			drop column created_at, drop column last_used_at, drop column withdrawn_at`.execute(db);
}
