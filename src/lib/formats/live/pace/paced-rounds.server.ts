import { sql } from 'kysely';
import { Refusal } from '../../../platform/errors.ts';
import { forgetUnsaidKeys } from '../moderation/hold-back.server.ts';
import type { Move } from '../moves.server.ts';

type Told = Promise<Record<string, unknown>>;

/**
 * Opens every question for everybody to go through by themselves. A round that was open like this before goes on, so
 * that closing by mistake costs no answers; one whose result was shown does not, since everybody may know what is right.
 * @throws Refusal no_further_question where there is none
 */
export async function openPaced({ trx, before: { activityId }, now }: Move): Told {
	await sql`
		update live_rounds r set closed_at = null
		where r.activity_id = ${activityId} and r.self_paced and r.closed_at is not null and not r.was_revealed
			and not exists (select from live_rounds l where l.question_id = r.question_id and l.number > r.number)
			and not exists (select from live_crosstabs c where c.round_id = r.id)`.execute(trx);
	await sql`
		insert into live_rounds (activity_id, question_id, number, opened_at, self_paced)
		select q.activity_id, q.id, coalesce(max(r.number), 0) + 1, ${now}, true
		from live_questions q left join live_rounds r on r.question_id = q.id
		where q.activity_id = ${activityId}
		group by q.id
		having not coalesce(bool_or(r.self_paced and r.closed_at is null), false)`.execute(trx);
	const { open } = await trx
		.selectFrom('liveRounds')
		.select(({ fn }) => fn.countAll<number>().as('open'))
		.where('activityId', '=', activityId)
		.where('selfPaced', '=', true)
		.where('closedAt', 'is', null)
		.executeTakeFirstOrThrow();
	if (open === 0) throw new Refusal('conflict', 'no_further_question');
	return { questions: open };
}

export async function closePaced({ trx, before, now }: Move): Told {
	const closed = await trx
		.updateTable('liveRounds')
		.set({ closedAt: now })
		.where('activityId', '=', before.activityId)
		.where('selfPaced', '=', true)
		.where('closedAt', 'is', null)
		.executeTakeFirst();
	await forgetUnsaidKeys(trx, before.activityId);
	return { questions: Number(closed.numUpdatedRows) };
}

/** Asks one question anew while the others go on: its answers so far stay as the round that they were given in. */
export async function resetPaced({ trx, before, now }: Move, questionId: string): Told {
	const closed = await trx
		.updateTable('liveRounds')
		.set({ closedAt: now })
		.where('questionId', '=', questionId)
		.where('selfPaced', '=', true)
		.where('closedAt', 'is', null)
		.returning('number')
		.executeTakeFirst();
	if (!closed) throw new Refusal('conflict', 'not_possible_now');
	await forgetUnsaidKeys(trx, before.activityId);
	const number = closed.number + 1;
	await trx
		.insertInto('liveRounds')
		.values({
			activityId: before.activityId,
			questionId,
			number,
			openedAt: now,
			selfPaced: true
		})
		.execute();
	return { question: questionId, round: number };
}
