import { createHash } from 'node:crypto';
import type { AccountActor } from '#lib/access/actor.ts';
import { setOutcome } from '#lib/formats/live/change-session.server.ts';
import { texts } from '#lib/formats/live/templates/contract.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { countHands } from '#lib/formats/live/voices/count-hands.server.ts';
import { typePaper } from '#lib/formats/live/voices/type-paper.server.ts';
import { presentState } from '#lib/formats/live/session.server.ts';
import type { Demo } from './demo.ts';
import { joinWithPhones, voteWithPhones } from './phones.ts';
import { daysFromNow, sessionInput } from './session-input.ts';
import { conductor, questionsOf, sessionNamed, type Session } from './session.ts';
import { dealt } from './voices.ts';

const daysAgo = 10;
const title = texts(
	'Quartiersversammlung Baumheide',
	'Quarter assembly in Baumheide',
	'Versammlung in Baumheide',
	'اجتماع حي باومهايده'
);

const question: QuestionInput = {
	type: 'choice',
	prompt: {
		de: 'Wann soll der Quartierstreff offen sein?',
		en: 'When should the meeting place be open?',
		'de-simple': 'Wann soll der Treff offen sein?',
		ar: 'متى يجب أن يكون مكان اللقاء مفتوحًا؟'
	},
	config: {
		options: [
			{
				id: 'morning',
				label: { de: 'Vormittags', en: 'In the morning', 'de-simple': 'Am Vormittag', ar: 'صباحًا' }
			},
			{
				id: 'afternoon',
				label: {
					de: 'Nachmittags',
					en: 'In the afternoon',
					'de-simple': 'Am Nachmittag',
					ar: 'بعد الظهر'
				}
			},
			{
				id: 'evening',
				label: { de: 'Abends', en: 'In the evening', 'de-simple': 'Am Abend', ar: 'مساءً' }
			}
		],
		min: 1,
		max: 1,
		noneOfThese: false
	}
};

const byPhone = dealt<string[]>([
	[['evening'], 9],
	[['afternoon'], 6],
	[['morning'], 1]
]);
const byHands = { morning: '11', afternoon: '13', evening: '4' };
const onPaper = dealt<string[]>([
	[['morning'], 5],
	[['afternoon'], 3],
	[['evening'], 1]
]);

/**
 * An assembly ten days ago: sixteen phones, twenty-eight raised hands, nine sheets of paper, one result. With the phones
 * alone it would have been the evening.
 */
export async function tellOfAssembly(demo: Demo, moderator: AccountActor): Promise<void> {
	const placeId = 'bielefeld-baumheide';
	const input = sessionInput(demo, { title, placeId, from: -daysAgo });
	const session = await sessionNamed(demo, moderator, input, [question]);
	const then = daysFromNow(demo, -daysAgo);
	const { press, standing } = conductor(demo, moderator, session, then);
	if ((await standing()) === 'ended') return;
	if ((await standing()) === 'planned') await press('start');
	const tokens = await joinWithPhones(
		demo,
		session,
		byPhone.map(() => null)
	);
	if ((await standing()) === 'lobby') await press('next');
	if ((await standing()) === 'open') {
		const [asked] = await questionsOf(demo, session);
		await voteWithPhones(demo, session.code, { question: asked!.id, round: 1 }, tokens, byPhone);
		await press('close');
	}
	if ((await standing()) === 'closed') {
		await enterTheRoom(demo, moderator, session);
		await press('reveal');
	}
	await press('end');
	await setOutcome(demo.db, moderator, session.activityId, {
		de: 'Der Treff öffnet ab Januar dienstags am Vormittag und donnerstags am Nachmittag.',
		en: 'From January the meeting place opens on Tuesday mornings and Thursday afternoons.',
		'de-simple':
			'Der Treff ist ab Januar offen. Am Dienstag-Vormittag und am Donnerstag-Nachmittag.',
		ar: 'يفتح المكان ابتداءً من يناير صباح الثلاثاء وبعد ظهر الخميس.'
	});
}

/** What did not come by phone; told again, the same sheets are the same and the same hands take the place of themselves. */
async function enterTheRoom(demo: Demo, moderator: AccountActor, session: Session): Promise<void> {
	const { activityId } = session;
	const { round } = await presentState(demo.db, activityId);
	const on = { db: demo.db, actor: moderator, activityId, roundId: round!.id };
	const last = await demo.db
		.selectFrom('liveHandCounts')
		.select(({ fn }) => fn.max('number').as('number'))
		.where('roundId', '=', on.roundId)
		.executeTakeFirstOrThrow();
	const counted = { counts: byHands, present: '60', seen: last.number ?? 0 };
	await countHands(demo.db, moderator, activityId, on.roundId, counted);
	for (const [index, answer] of onPaper.entries())
		await typePaper(on, { answer, nonce: nonceOf(`${on.roundId} ${index}`) });
}

function nonceOf(sheet: string): string {
	const hex = createHash('sha256').update(sheet).digest('hex');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
}
