import type { AccountActor } from '#lib/access/actor.ts';
import { setAnswered } from '#lib/formats/live/ask/moderate.server.ts';
import { setOutcome } from '#lib/formats/live/change-session.server.ts';
import { addQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { changeTalk, readTalk } from '#lib/formats/live/moderation/change-talk.server.ts';
import { talkMark, talkValuesOf } from '#lib/formats/live/moderation/talk-settings.ts';
import { materialOf } from '#lib/formats/live/pictures/material.server.ts';
import { texts } from '#lib/formats/live/templates/contract.ts';
import type { Demo } from './demo.ts';
import { askWithPhone, joinWithPhones, supportWithPhones } from './phones.ts';
import { daysFromNow, sessionInput } from './session-input.ts';
import { conductor, questionsOf, sessionNamed, tell, type Session } from './session.ts';
import { whereShadeIsMissing, workshopQuestions } from './workshop-questions.ts';
import { workshopAsks, workshopVoices } from './workshop-voices.ts';

const daysAgo = 14;
const placeId = 'bielefeld-kesselbrink';
const title = texts(
	'Werkstatt: Der Kesselbrink von morgen',
	'Workshop: tomorrow’s Kesselbrink',
	'Werkstatt: So wird der Kesselbrink',
	'ورشة: كيسلبرينك الغد'
);

/** A workshop two weeks ago: six ways of asking, and what 24 people wanted to know. */
export async function tellOfWorkshop(demo: Demo, moderator: AccountActor): Promise<void> {
	const input = sessionInput(demo, { title, placeId, from: -daysAgo });
	const session = await sessionNamed(demo, moderator, input, workshopQuestions);
	const { activityId } = session;
	const then = daysFromNow(demo, -daysAgo);
	const { press, standing } = conductor(demo, moderator, session, then);
	if ((await standing()) === 'ended') return;
	if ((await questionsOf(demo, session)).length === workshopQuestions.length) {
		const { areas } = await materialOf(demo.db, { activityId, placeId });
		await addQuestion(demo.db, moderator, activityId, whereShadeIsMissing(areas[0]!));
	}
	if ((await standing()) === 'planned') {
		await letPeopleAsk(demo, moderator, session, then);
		await press('start');
	}
	const tokens = await joinWithPhones(
		demo,
		session,
		workshopVoices[0]!.map(() => null)
	);
	await tellOfAsks(demo, moderator, session, tokens);
	const scenes = workshopVoices.map((answers) => ({ answers, ends: 'revealed' as const }));
	await tell(demo, moderator, session, tokens, scenes, then);
	await press('end');
	await setOutcome(demo.db, moderator, activityId, {
		de: 'Im Mai kommen die Bäume, im Juni die Bänke. Über die Boule-Bahn sprechen wir im Herbst noch einmal.',
		en: 'The trees come in May, the benches in June. We talk about the boules pitch again in autumn.',
		'de-simple':
			'Im Mai kommen die Bäume. Im Juni kommen die Bänke. Über die Boule-Bahn sprechen wir im Herbst.',
		ar: 'تأتي الأشجار في مايو والمقاعد في يونيو. وسنتحدث عن ملعب الكرات مجددًا في الخريف.'
	});
}

async function letPeopleAsk(
	{ db }: Demo,
	moderator: AccountActor,
	{ activityId }: Session,
	then: Date
): Promise<void> {
	const talk = await readTalk(db, moderator, activityId);
	const typed = { ...talkValuesOf(talk), asks: 'atOnce' };
	await changeTalk(db, moderator, activityId, { typed, seen: talkMark(talk) }, then);
}

/** Told again, a question that is there is not asked twice; the same support and answer again are harmless. */
async function tellOfAsks(
	demo: Demo,
	moderator: AccountActor,
	{ activityId, code }: Session,
	tokens: readonly string[]
): Promise<void> {
	const known = await demo.db
		.selectFrom('liveAsks')
		.select(['id', 'text'])
		.where('activityId', '=', activityId)
		.execute();
	for (const { by, locale, text, supports, answer } of workshopAsks) {
		const id =
			known.find((one) => one.text === text)?.id ??
			(await askWithPhone(demo, code, tokens[by]!, { text, locale }));
		const others = tokens.filter((_, index) => index !== by).slice(0, supports);
		await supportWithPhones(demo, code, others, id);
		const given = { answered: true, answer: answer ?? '' };
		if (answer) await setAnswered(demo.db, moderator, activityId, id, given);
	}
}
