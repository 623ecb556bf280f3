import { anonymous, type AccountActor } from '#lib/access/actor.ts';
import { doorOf } from '#lib/formats/events/door/door.server.ts';
import { answerLater } from '#lib/formats/events/followup/answer.server.ts';
import { printFollowUpCodes } from '#lib/formats/events/followup/codes.server.ts';
import { collectReaders } from '#lib/formats/events/followup/collect.server.ts';
import {
	addFollowUpQuestion,
	questionsOf
} from '#lib/formats/events/followup/edit-questions.server.ts';
import { followUpAt } from '#lib/formats/events/followup/followup.server.ts';
import {
	answersAt,
	closeFollowUp,
	openFollowUp
} from '#lib/formats/events/followup/run-followup.server.ts';
import { usualFollowUp } from '#lib/formats/events/followup/schema.ts';
import { setUpFollowUp } from '#lib/formats/events/followup/set-up-followup.server.ts';
import { countHeads } from '#lib/formats/events/headcount/count-heads.server.ts';
import type { Demo } from './demo.ts';
import { answers, questions } from './event-afterwards-voices.ts';
import type { ToldDate } from './event-afterwards.ts';

const day = 86_400_000;

/** Those who were there got a slip; most of them answered three months later. Told again, it goes on from where it stands. */
export async function tellFollowUp(
	{ db, origin }: Demo,
	moderator: AccountActor,
	{ eventId, dateId, endsAt }: ToldDate
): Promise<void> {
	const on = { eventId, dateId };
	const after = (days: number) => new Date(endsAt.getTime() + days * day);
	const known = await followUpAt(db, dateId);
	if (known?.state === 'closed') return;
	const { dateState } = await doorOf(db, on);
	if (dateState === 'planned') {
		const count = { people: 24, ages: {}, reason: '' };
		await countHeads(db, moderator, { ...on, seen: 0 }, count, after(0));
	}
	if (!known) await setUpFollowUp(db, moderator, { ...on, seen: 0 }, usualFollowUp);
	if (known?.state !== 'open') {
		for (const question of questions.slice((await questionsOf(db, dateId)).length))
			await addFollowUpQuestion(db, moderator, on, question);
		await collectReaders(db, after(2));
		await openFollowUp(db, moderator, on, { now: after(90), origin });
	}
	const [scale, words] = await questionsOf(db, dateId);
	const missing = answers.slice(await answersAt(db, dateId));
	const { codes } =
		missing.length > 0
			? await printFollowUpCodes(db, moderator, on, { count: missing.length })
			: { codes: [] };
	for (const [nth, [value, said]] of missing.entries())
		await answerLater(db, anonymous, codes[nth]!, {
			[scale!.id]: value,
			...(said && { [words!.id]: said })
		});
	await closeFollowUp(db, moderator, on, after(125));
}
