import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';
import type { BankLink } from './link.ts';

/**
 * Notes which questions of a session come from the bank: those that were taken from it or copied, and those that say word
 * for word what a question of the bank at the session's place or around it says. So sessions from one template can be
 * compared as soon as one of them has put its question into the bank.
 * @param links of each question where it is known; the others are looked up
 */
export async function linkToBank(
	trx: Trx,
	questionIds: readonly string[],
	links: readonly (BankLink | null | undefined)[]
): Promise<void> {
	for (const [index, id] of questionIds.entries()) {
		const link = links[index];
		if (!link) continue;
		await trx
			.updateTable('liveQuestions')
			.set({ bankQuestion: link.question, bankVersion: link.version })
			.where('id', '=', id)
			.execute();
	}
	await sql`
		update live_questions q set bank_question = known.question_id, bank_version = known.version
		from (
			select distinct on (own.id) own.id, v.question_id, v.version
			from live_questions own
			join activities a on a.id = own.activity_id
			join live_bank_questions b on b.type = own.type
			join live_bank_versions v on v.question_id = b.id and v.prompt = own.prompt and v.config = own.config
			where own.id = any (${questionIds}::uuid[]) and own.bank_question is null and b.place_id in (
				with recursive around as (
					select id, parent_id from places where id = a.place_id
					union all
					select p.id, p.parent_id from places p join around on p.id = around.parent_id
				)
				select id from around
			)
			order by own.id, b.archived_at nulls first, v.created_at, v.version desc
		) known
		where q.id = known.id`.execute(trx);
}

/** The same the other way round, when a question came into the bank: earlier sessions below its place that said the same. */
export async function linkEarlier(trx: Trx, { question, version }: BankLink): Promise<void> {
	await sql`
		with recursive reach as (
			select place_id as id from live_bank_questions where id = ${question}
			union all
			select p.id from places p join reach on p.parent_id = reach.id
		)
		update live_questions q set bank_question = v.question_id, bank_version = v.version
		from live_bank_versions v
		join live_bank_questions b on b.id = v.question_id
		where v.question_id = ${question} and v.version = ${version} and q.bank_question is null
			and q.type = b.type and q.prompt = v.prompt and q.config = v.config
			and q.activity_id in (select a.id from activities a join reach on reach.id = a.place_id)`.execute(
		trx
	);
}
