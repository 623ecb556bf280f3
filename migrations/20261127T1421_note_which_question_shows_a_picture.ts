import { sql, type Kysely } from 'kysely';

/**
 * A picture that a question shows cannot be taken away. Asked at the end of the transaction, because a session is deleted
 * with both.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table live_question_pictures (
			question_id uuid not null references live_questions (id) on delete cascade,
			activity_id uuid not null,
			picture_id uuid not null,
			primary key (question_id, picture_id),
			constraint live_question_pictures_known foreign key (activity_id, picture_id)
				references activity_pictures (activity_id, picture_id) deferrable initially deferred
		)`.execute(db);
	await sql`create index live_question_pictures_picture on live_question_pictures (activity_id, picture_id)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table live_question_pictures`.execute(db);
}
