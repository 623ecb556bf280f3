import type { AccountActor } from '#lib/access/actor.ts';
import { setOutcome } from '#lib/formats/live/change-session.server.ts';
import { makeCrosstab } from '#lib/formats/live/crosstab/make.server.ts';
import { texts } from '#lib/formats/live/templates/contract.ts';
import type { Demo } from './demo.ts';
import { joinWithPhones } from './phones.ts';
import { ages, first, said, where } from './quarter-talk-voices.ts';
import { daysFromNow, sessionInput } from './session-input.ts';
import { conductor, sessionNamed, tell, type Session } from './session.ts';

const title = texts(
	'Stadtteilgespräch Sieker',
	'Talk of the quarter in Sieker',
	'Gespräch über Sieker',
	'حوار حي زيكر'
);
const from = -12;

/**
 * A talk twelve days ago that asked for the age first: of one question the table by age is kept, of the other it can
 * still be made.
 */
export async function tellOfQuarterTalk(demo: Demo, moderator: AccountActor): Promise<Session> {
	const input = sessionInput(demo, { title, placeId: 'bielefeld-sieker', from });
	const questions = [{ ...ages, background: true }, first, where];
	const session = await sessionNamed(demo, moderator, input, questions);
	const then = daysFromNow(demo, from);
	const { press, standing } = conductor(demo, moderator, session, then);
	if ((await standing()) === 'ended') return session;
	if ((await standing()) === 'planned') await press('start');
	const nobody = said[0].map(() => null);
	const tokens = await joinWithPhones(demo, session, nobody);
	const scenes = said.map((answers) => ({ answers, ends: 'revealed' as const }));
	await tell(demo, moderator, session, tokens, scenes, then);
	await keepTable(demo, moderator, session);
	await press('end');
	await setOutcome(
		demo.db,
		moderator,
		session.activityId,
		texts(
			'Die Verkehrsbetriebe prüfen einen Spätbus bis Mitternacht. Das Stadtteilbüro hat freitags ohne Eintritt offen.',
			'The bus company looks into a late bus until midnight. The quarter’s office is open on Fridays, without a fee.',
			'Vielleicht fährt bald ein Bus bis 24 Uhr. Der Treff im Stadtteil-Büro kostet nichts. Er ist am Freitag offen.',
			'تدرس شركة الحافلات تسيير حافلة حتى منتصف الليل. ومكتب الحي مفتوح مجانًا أيام الجمعة.'
		)
	);
	return session;
}

async function keepTable(
	{ db, smallCellK }: Demo,
	moderator: AccountActor,
	{ activityId }: Session
): Promise<void> {
	const round = await db
		.selectFrom('liveRounds as r')
		.innerJoin('liveQuestions as q', 'q.id', 'r.questionId')
		.leftJoin('liveCrosstabs as c', 'c.questionId', 'q.id')
		.select(['r.id', 'q.id as question', 'c.questionId as kept'])
		.where('q.activityId', '=', activityId)
		.where('q.background', '=', false)
		.orderBy('q.position')
		.executeTakeFirstOrThrow();
	if (round.kept) return;
	const chosen = { question: round.question, round: round.id };
	await makeCrosstab(db, moderator, activityId, chosen, smallCellK);
}
