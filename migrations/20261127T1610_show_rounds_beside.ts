import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table live_sessions
			-- an earlier round of the question on the stage, shown beside its result; null: the result stands alone
			add column beside_round_id uuid references live_rounds (id) on delete set null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_sessions drop column beside_round_id`.execute(db);
}
