import { sql, type Kysely } from 'kysely';

const before = ['count', 'distinct', 'mean', 'share', 'coverage', 'perPeriodCount'];
const added = ['sum', 'perPeriodSum', 'each', 'milestone'];

export async function up(db: Kysely<unknown>): Promise<void> {
	await allow(db, [...before, ...added]);
}

async function allow(db: Kysely<unknown>, operations: readonly string[]): Promise<void> {
	await sql`alter table indicator_bindings drop constraint indicator_bindings_operation_check`.execute(
		db
	);
	await sql`
		alter table indicator_bindings add constraint indicator_bindings_operation_check
		check (operation in (${sql.join(operations.map((one) => sql.lit(one)))}))`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await allow(db, before);
}
