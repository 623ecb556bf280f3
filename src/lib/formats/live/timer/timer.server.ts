import { sql, type RawBuilder } from 'kysely';
import { Refusal } from '../../../platform/errors.ts';
import type { Move } from '../moves.server.ts';
import { extension } from './seconds.ts';

type Told = Promise<Record<string, unknown>>;

/** When a question that opens now closes by itself, by the database's clock; null where nobody planned a time. */
export const plannedEnd = (questionId: string): RawBuilder<Date | null> => sql`(
	select now() + make_interval(secs => q.seconds) from live_questions q where q.id = ${questionId}
)`;

/** @throws Refusal seconds_invalid (422) */
export async function startTimer(move: Move): Told {
	const { seconds } = move.input;
	if (seconds === undefined)
		throw new Refusal('invalid', 'seconds_invalid', { seconds: 'seconds_invalid' });
	await setEnd(move, sql`now() + make_interval(secs => ${Number(seconds)})`);
	return { ...asked(move), seconds: Number(seconds) };
}

/** Also at the last moment: who was just too late may still answer. */
export async function addTime(move: Move): Told {
	await setEnd(move, sql`greatest(closes_at, now()) + make_interval(secs => ${extension})`);
	return { ...asked(move), seconds: extension };
}

/** The question stays open until somebody closes it. */
export async function stopTimer(move: Move): Told {
	await setEnd(move, sql`null`);
	return asked(move);
}

async function setEnd({ trx, before }: Move, closesAt: RawBuilder<Date | null>): Promise<void> {
	await trx
		.updateTable('liveRounds')
		.set({ closesAt })
		.where('id', '=', before.round!.id)
		.execute();
}

const asked = ({ before: { round } }: Move) => ({
	question: round!.questionId,
	round: round!.number
});
