import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table event_date_quotas
			-- set for this date alone: the capacity of the quota does not change it
			add column own_capacity boolean not null default false`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table event_date_quotas drop column own_capacity`.execute(db);
}
