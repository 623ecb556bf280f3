import type { AccountActor } from '#lib/access/actor.ts';
import { setOutcome } from '#lib/formats/live/change-session.server.ts';
import { chooseImpulses, readImpulses } from '#lib/formats/live/impulses/impulses.server.ts';
import { texts } from '#lib/formats/live/templates/contract.ts';
import { expertDay } from '#lib/formats/live/templates/expert-day.ts';
import type { Demo } from './demo.ts';
import { release } from './evidence.ts';
import { actorOf } from './people.ts';
import { joinWithPhones } from './phones.ts';
import { daysFromNow, sessionInput } from './session-input.ts';
import { conductor, sessionNamed, tell, type Session } from './session.ts';
import { dealt } from './voices.ts';

const keywords = dealt<string[]>([
	[['Vertrauen'], 5],
	[['Wohnen'], 4],
	[['Zeit'], 4],
	[['Zusammenarbeit'], 3],
	[['Neugier'], 2]
]);
const needs = dealt<string[]>([
	[['zugang', 'wohnen'], 6],
	[['zusammenarbeit', 'personal', 'raum'], 5],
	[['wohnen'], 4],
	[['personal', 'zugang'], 3]
]);
/** What is taken on comes first. */
const chosen = [
	'Ein gemeinsamer Dienstplan von Stadt und freien Trägern',
	'Sprechzeiten dort, wo die Menschen ohnehin sind',
	'Ein Topf für schnelle Hilfe ohne Antrag',
	'Ehemalige als Begleitung bezahlen'
];
const impulses = [
	...chosen,
	'Mehr Geld',
	'Einmal im Jahr so ein Tag',
	'Kaffee für alle',
	'Weniger Formulare'
];
const confidence = dealt<number>([
	[8, 5],
	[7, 6],
	[6, 4],
	[4, 3]
]);

/** The Fachtag Streetwork of two weeks ago: what its guests said, and the impulses that were taken on. */
export async function tellOfExpertDay(demo: Demo): Promise<void> {
	const moderator = await actorOf(demo, 'moderation@demo.example');
	const session = await expertDayOf(demo, moderator);
	await takeOn(demo, moderator, session);
	await release(demo, '540-2.2d2', {
		facts: { format: 'live', kinds: ['impulse'] },
		filter: { activities: [session.activityId], finalOnly: true },
		metric: { operation: 'count' }
	});
}

async function expertDayOf(demo: Demo, moderator: AccountActor): Promise<Session> {
	const then = daysFromNow(demo, -14);
	const session = await sessionNamed(
		demo,
		moderator,
		sessionInput(demo, {
			title: texts(
				'Fachtag Streetwork',
				'Expert day on street work',
				'Fach-Tag Streetwork',
				'اليوم التخصصي للعمل في الشارع'
			),
			placeId: 'bielefeld',
			from: -14,
			hours: 6,
			organisationField: 'optional',
			measures: ['540-2']
		}),
		expertDay.questions
	);
	const { press, standing } = conductor(demo, moderator, session, then);
	if ((await standing()) === 'ended') return session;
	if ((await standing()) === 'planned') await press('start');
	const tokens = await joinWithPhones(
		demo,
		session,
		keywords.map(() => null)
	);
	const words = keywords.map((_, index) => impulses[index] ?? null);
	const scenes = [keywords, needs, words, confidence].map((answers) => ({
		answers,
		ends: 'revealed' as const
	}));
	await tell(demo, moderator, session, tokens, scenes, then);
	await press('end');
	await setOutcome(demo.db, moderator, session.activityId, {
		de: 'Vier Impulse werden im Arbeitskreis Streetwork weiterverfolgt, der erste ab März.',
		en: 'The working group on street work takes on four impulses, the first one from March on.',
		'de-simple': '4 gute Ideen gehen weiter. Die erste beginnt im März.',
		ar: 'تتابع مجموعة العمل أربع مبادرات، تبدأ أولاها في مارس.'
	});
	return session;
}

async function takeOn(
	{ db }: Demo,
	moderator: AccountActor,
	{ activityId }: Session
): Promise<void> {
	const said = await readImpulses(db, moderator, activityId, 'de');
	const question = said.find(({ impulses }) => impulses.some(({ label }) => label === chosen[0]))!;
	const keys = (labels: readonly string[]) =>
		question.impulses.filter(({ label }) => labels.includes(label)).map(({ key }) => key);
	await chooseImpulses(db, moderator, activityId, {
		round: question.round,
		shown: keys(chosen),
		chosen: keys(chosen)
	});
}
