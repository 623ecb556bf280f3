import type { AccountActor } from '#lib/access/actor.ts';
import { announceSession, setOutcome } from '#lib/formats/live/change-session.server.ts';
import { livingConditions } from '#lib/formats/live/templates/living-conditions.ts';
import { squareTalk } from '#lib/formats/live/templates/square-talk.ts';
import type { SessionInput } from '#lib/formats/live/schema.ts';
import type { Demo } from './demo.ts';
import { tellOfAssembly } from './assembly.ts';
import { tellOfContactHours } from './contact.ts';
import { tellOfAfterwards } from './event-afterwards.ts';
import { tellOfPastEvents } from './event-past.ts';
import { tellOfEvents } from './events.ts';
import { showEvidence } from './evidence.ts';
import { tellOfExpertDay } from './expert-day.ts';
import { tellOfFund, type ToldFund } from './fund.ts';
import { tellOfIdeas } from './idea-maps.ts';
import { tellOfOffers } from './offers.ts';
import { actorOf, inviteEverybody } from './people.ts';
import { joinWithPhones } from './phones.ts';
import { askAgain, conductor, sessionNamed, tell, type Session } from './session.ts';
import { buildStageSet, findOrganisation, organisations } from './stage-set.ts';
import * as voices from './voices.ts';
import { tellOfWorkshop } from './workshop.ts';

const day = 86_400_000;
const locales: SessionInput['locales'] = ['de', 'en', 'de-simple', 'ar'];

/** Where visitors of the demo find what was told. */
export type Story = Readonly<{
	running: Session;
	ideas: Readonly<{ slug: string; activityId: string }>;
	fund: ToldFund;
	week: Readonly<{ slug: string }>;
	contact: Readonly<{ slug: string }>;
}>;

/** The whole story. Every scene looks at what is there and adds what is missing, so it can be told again at any time. */
export async function tellStory(demo: Demo): Promise<Story> {
	await buildStageSet(demo);
	await inviteEverybody(demo);
	const moderator = await actorOf(demo, 'moderation@demo.example');
	const running = await livingConditionsReport(demo, moderator);
	await squareTalkAtTreppenplatz(demo, moderator);
	await squareTalkAtKesselbrink(demo, moderator);
	await tellOfAssembly(demo, moderator);
	await tellOfWorkshop(demo, moderator);
	await showEvidence(demo, running);
	await tellOfExpertDay(demo);
	await tellOfOffers(demo);
	const ideas = await tellOfIdeas(demo, moderator);
	const fund = await tellOfFund(demo);
	const week = await tellOfEvents(demo);
	await tellOfPastEvents(demo);
	await tellOfAfterwards(demo);
	const contact = await tellOfContactHours(demo);
	demo.memory.secrets.told = true;
	demo.memory.keep();
	return { running, ideas, fund, week, contact };
}

/** Running now: 41 people of 24 organisations. Two questions have been answered and shown, the third is open. */
async function livingConditionsReport(demo: Demo, moderator: AccountActor): Promise<Session> {
	const { title, questions } = livingConditions;
	const session = await sessionNamed(
		demo,
		moderator,
		window(demo, title, 'bielefeld', { from: 0, organisationField: 'required' }),
		questions
	);
	const { press, standing } = conductor(demo, moderator, session, demo.means.clock());
	if ((await standing()) === 'planned') await press('start');
	const tokens = await joinWithPhones(demo, session, await organisationsPresent(demo));
	const open = { answers: voices.missed, ends: 'open' as const };
	if (demo.memory.secrets.told) {
		// Whoever plays with the demo is not interrupted; one that ended by itself overnight is opened again.
		if ((await standing()) === 'ended') await askAgain(demo, moderator, session, tokens, open);
		return session;
	}
	const scenes = [
		{ answers: voices.involvement, ends: 'revealed' as const },
		{ answers: voices.topics, ends: 'revealed' as const },
		open
	];
	await tell(demo, moderator, session, tokens, scenes, demo.means.clock());
	return session;
}

/** Who each of the 41 people comes from: 24 organisations, some with two. */
async function organisationsPresent(demo: Demo): Promise<string[]> {
	const ids: string[] = [];
	for (const [name] of organisations.slice(0, 24)) {
		ids.push((await findOrganisation(demo, name))!.id);
	}
	return voices.involvement.map((_, index) => ids[index % ids.length]!);
}

/** Finished three weeks ago, with the answer to "what becomes of it". */
async function squareTalkAtTreppenplatz(demo: Demo, moderator: AccountActor): Promise<void> {
	const title = {
		de: 'Platzpalaver am Treppenplatz',
		en: 'Square talk at Treppenplatz',
		'de-simple': 'Platz-Palaver am Treppen-Platz',
		ar: 'حديث الساحة في تريبنبلاتس'
	};
	const session = await sessionNamed(
		demo,
		moderator,
		window(demo, title, 'bielefeld-treppenplatz', { from: -21 }),
		squareTalk.questions
	);
	const then = new Date(demo.means.clock().getTime() - 21 * day);
	const { press, standing } = conductor(demo, moderator, session, then);
	if ((await standing()) === 'ended') return;
	if ((await standing()) === 'planned') await press('start');
	const nobody = voices.comfort.map(() => null);
	const tokens = await joinWithPhones(demo, session, nobody);
	const scenes = [voices.comfort, voices.needs, voices.treppenplatzInWords].map((answers) => ({
		answers,
		ends: 'revealed' as const
	}));
	await tell(demo, moderator, session, tokens, scenes, then);
	await press('end');
	await setOutcome(demo.db, moderator, session.activityId, {
		de: 'Das Umweltamt stellt bis zum Sommer vier Bänke mit Sonnensegel auf. Über die Toiletten entscheidet die Bezirksvertretung Brackwede im Februar.',
		en: 'By summer the city will put up four benches with sunshades. The district council of Brackwede decides on the toilets in February.',
		'de-simple':
			'Im Sommer gibt es 4 neue Bänke mit Schatten. Über die Toiletten sprechen die Politiker im Februar.',
		ar: 'حتى الصيف ستضع المدينة أربعة مقاعد مظللة. وسيقرر مجلس حي براكفيده بشأن المراحيض في فبراير.'
	});
}

/** Announced for next week. */
async function squareTalkAtKesselbrink(demo: Demo, moderator: AccountActor): Promise<void> {
	const title = {
		de: 'Platzpalaver Kesselbrink',
		en: 'Square talk at Kesselbrink',
		'de-simple': 'Platz-Palaver am Kesselbrink',
		ar: 'حديث الساحة في كيسلبرينك'
	};
	const session = await sessionNamed(
		demo,
		moderator,
		window(demo, title, 'bielefeld-kesselbrink', { from: 7 }),
		squareTalk.questions
	);
	const { status } = await demo.db
		.selectFrom('activities')
		.select('status')
		.where('id', '=', session.activityId)
		.executeTakeFirstOrThrow();
	if (status === 'draft') await announceSession(demo.db, moderator, session.activityId, true);
}

/** Two hours on the day that is `from` days from now. */
function window(
	{ means }: Demo,
	title: SessionInput['title'],
	placeId: string,
	shape: { from: number; organisationField?: SessionInput['organisationField'] }
): SessionInput {
	const starts = means.clock().getTime() + shape.from * day;
	return {
		title,
		placeId,
		locales,
		startsAt: new Date(starts),
		endsAt: new Date(starts + day / 12),
		organisationField: shape.organisationField ?? 'off',
		mayChangeVote: true,
		measures: [placeId === 'bielefeld' ? '540-3' : '540-2'],
		retainUntil: new Date(starts + 365 * day).toISOString().slice(0, 10)
	};
}
