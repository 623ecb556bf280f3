import type { AccountActor } from '#lib/access/actor.ts';
import { announceSession } from '#lib/formats/live/change-session.server.ts';
import { livingConditions } from '#lib/formats/live/templates/living-conditions.ts';
import { squareTalk } from '#lib/formats/live/templates/square-talk.ts';
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
import { tellOfMural } from './mural-choice.ts';
import { tellOfOffers } from './offers.ts';
import { actorOf, inviteEverybody } from './people.ts';
import { joinWithPhones } from './phones.ts';
import { tellOfQuarterTalk } from './quarter-talk.ts';
import { tellOfQuiz } from './quiz.ts';
import { tellOfSeatVote, type SeatVote } from './seat-vote.ts';
import { sessionInput } from './session-input.ts';
import { conductor, sessionNamed, tellOpen, type Session } from './session.ts';
import { buildStageSet, findOrganisation, organisations } from './stage-set.ts';
import { tellOfTreppenplatz } from './treppenplatz.ts';
import * as voices from './voices.ts';
import { tellOfWorkshop } from './workshop.ts';

/** Where visitors of the demo find what was told. */
export type Story = Readonly<{
	running: Session;
	mural: Session;
	seatVote: SeatVote;
	/** Of which a table by groups is kept. */
	talk: Session;
	quiz: Session;
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
	await tellOfTreppenplatz(demo, moderator);
	await squareTalkAtKesselbrink(demo, moderator);
	await tellOfAssembly(demo, moderator);
	await tellOfWorkshop(demo, moderator);
	const talk = await tellOfQuarterTalk(demo, moderator);
	const quiz = await tellOfQuiz(demo, moderator);
	const mural = await tellOfMural(demo, moderator);
	const seatVote = await tellOfSeatVote(demo, moderator);
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
	return { running, mural, seatVote, talk, quiz, ideas, fund, week, contact };
}

/** Running now: 41 people of 24 organisations. Two questions have been answered and shown, the third is open. */
async function livingConditionsReport(demo: Demo, moderator: AccountActor): Promise<Session> {
	const { title, questions } = livingConditions;
	const session = await sessionNamed(
		demo,
		moderator,
		sessionInput(demo, {
			title,
			placeId: 'bielefeld',
			from: 0,
			organisationField: 'required',
			measures: ['540-3']
		}),
		questions
	);
	const { press, standing } = conductor(demo, moderator, session, demo.means.clock());
	if ((await standing()) === 'planned') await press('start');
	const tokens = await joinWithPhones(demo, session, await organisationsPresent(demo));
	await tellOpen(demo, moderator, session, tokens, [
		{ answers: voices.involvement, ends: 'revealed' },
		{ answers: voices.topics, ends: 'revealed' },
		{ answers: voices.missed, ends: 'open' }
	]);
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
		sessionInput(demo, {
			title,
			placeId: 'bielefeld-kesselbrink',
			from: 7,
			measures: ['540-2']
		}),
		squareTalk.questions
	);
	const { status } = await demo.db
		.selectFrom('activities')
		.select('status')
		.where('id', '=', session.activityId)
		.executeTakeFirstOrThrow();
	if (status === 'draft') await announceSession(demo.db, moderator, session.activityId, true);
}
