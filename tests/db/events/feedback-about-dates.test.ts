import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import { checkIn } from '#lib/formats/events/door/check-in.server.ts';
import { handOutCode, printCodes } from '#lib/formats/events/feedback/codes.server.ts';
import { feedbackCsv } from '#lib/formats/events/feedback/csv.server.ts';
import { eventFacts } from '#lib/formats/events/facts.server.ts';
import { feedbackKinds } from '#lib/formats/events/feedback/facts.server.ts';
import { askedByCode, giveByCode, giveOpenly } from '#lib/formats/events/feedback/give.server.ts';
import {
	readFeedback,
	setUpFeedback,
	shownOf
} from '#lib/formats/events/feedback/results.server.ts';
import type { FeedbackInput } from '#lib/formats/events/feedback/schema.ts';
import { tidy } from '#lib/formats/events/retention.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	begins,
	guest,
	hoursBefore,
	signUp,
	ticketed,
	type TicketedEvent
} from '../../fixture/event-registration.ts';
import {
	at,
	eventSeries,
	linkHolder,
	member,
	organisation,
	type TestSeries
} from '../../fixture/events.ts';
import { staff } from '../../fixture/town.ts';

const k = 5;
const during = new Date(begins.getTime() + 3_600_000);

async function atTheDate() {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series, { quotas: [{ key: 1, capacity: 20 }] });
	return { db, series, on };
}

const answer = (change: Partial<FeedbackInput> = {}): FeedbackInput => ({
	face: 5,
	meetingPlace: null,
	words: '',
	...change
});

const slips = async (
	db: Db,
	{ moderator }: TestSeries,
	on: TicketedEvent,
	count: number,
	audience: 'visitors' | 'exhibitors' = 'visitors'
) => (await printCodes(db, moderator, on, { audience, count })).codes;

const openly = ({ event, dateId }: TicketedEvent) => ({
	slug: event.slug,
	number: event.number,
	dateId
});

async function tried(work: Promise<unknown>): Promise<string | null> {
	try {
		await work;
		return null;
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		return Object.values(thrown.fields)[0] ?? thrown.reason;
	}
}

test('a code is good for one answer, whoever tries it again is told', async () => {
	const { db, series, on } = await atTheDate();
	const [code] = await slips(db, series, on, 1);
	const outcomes = await Promise.all(
		Array.from({ length: 8 }, () => tried(giveByCode(db, anonymous, code!, answer(), during)))
	);
	expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
	expect(new Set(outcomes)).toEqual(new Set([null, 'code_used']));
	expect((await askedByCode(db, code!.toLowerCase(), during)).closed).toBe('code_used');
	expect(await db.selectFrom('eventFeedback').select('proven').execute()).toEqual([
		{ proven: true }
	]);
	expect(await tried(giveByCode(db, anonymous, 'K7M4-QX2P', answer(), during))).toBe(
		'code_unknown'
	);
});

test('what does not fit leaves the code as it was', async () => {
	const { db, series, on } = await atTheDate();
	const [code] = await slips(db, series, on, 1);
	const give = (change: Partial<FeedbackInput>, now = during) =>
		tried(giveByCode(db, anonymous, code!, answer(change), now));
	expect(await give({ face: Number.NaN })).toBe('face_missing');
	expect(await give({ face: 6 })).toBe('face_missing');
	expect(await give({ words: 'x'.repeat(501) })).toBe('text_too_long');
	expect(await give({}, hoursBefore(7))).toBe('feedback_not_yet');
	expect(await give({}, new Date(begins.getTime() + 40 * 86_400_000))).toBe('feedback_closed');
	expect(await give({ words: ' Schön! ' })).toBeNull();
	expect(await db.selectFrom('eventFeedback').select(['face', 'words']).execute()).toEqual([
		{ face: 5, words: 'Schön!' }
	]);
});

test('guests are given one code for each who came with them, only after they came', async () => {
	const { db, series, on } = await atTheDate();
	const { registrationId } = await signUp(db, on, { places: 3 });
	const me = guest(registrationId);
	expect(await tried(handOutCode(db, me, registrationId))).toBe('no_code_left');
	const come = {
		nonce: crypto.randomUUID(),
		way: 'list' as const,
		ticket: null,
		registrationId,
		people: 2
	};
	await checkIn(db, series.host, on, come, hoursBefore(1));
	const taken = await Promise.all(
		Array.from({ length: 5 }, () => tried(handOutCode(db, me, registrationId)))
	);
	expect(taken.filter((outcome) => outcome === null)).toHaveLength(2);
	expect(await tried(handOutCode(db, anonymous, registrationId))).toBe('not_allowed');
	const codes = await db.selectFrom('eventFeedbackCodes').selectAll().execute();
	expect(codes).toHaveLength(2);
	expect(Object.keys(codes[0]!).sort()).toEqual(['audience', 'codeHash', 'dateId', 'used']);
});

test('a code is nowhere in the database, and an answer leads neither to it nor to a moment', async () => {
	const { db, series, on } = await atTheDate();
	const [code] = await slips(db, series, on, 1);
	await giveByCode(db, anonymous, code!, answer(), during);
	const rows = await db.selectFrom('eventFeedbackCodes').selectAll().execute();
	expect(JSON.stringify(rows)).not.toContain(code);
	const history = await db.selectFrom('history').select(['action', 'detail']).execute();
	expect(JSON.stringify(history)).not.toContain(code);
	const [given] = await db.selectFrom('eventFeedback').selectAll().execute();
	expect(Object.keys(given!).sort()).toEqual(
		['audience', 'dateId', 'face', 'id', 'meetingPlace', 'proven', 'words'].sort()
	);
});

test('visitors are asked about the meeting place only where the host wants it, exhibitors never', async () => {
	const { db, series, on } = await atTheDate();
	const [first, second] = await slips(db, series, on, 2);
	const [stall] = await slips(db, series, on, 1, 'exhibitors');
	await giveByCode(db, anonymous, first!, answer({ meetingPlace: true }), during);
	await setUpFeedback(db, series.host, on, true);
	expect(await askedByCode(db, second!, during)).toMatchObject({ asksMeetingPlace: true });
	expect(await askedByCode(db, stall!, during)).toMatchObject({ asksMeetingPlace: false });
	await giveByCode(db, anonymous, second!, answer({ meetingPlace: true }), during);
	await giveByCode(db, anonymous, stall!, answer({ meetingPlace: true }), during);
	const told = await db.selectFrom('eventFeedback').select('meetingPlace').execute();
	expect(told.filter(({ meetingPlace }) => meetingPlace === true)).toHaveLength(1);
});

test('nothing is shown of fewer answers than the small-cell rule asks for, in page and table', async () => {
	const { db, series, on } = await atTheDate();
	for (const code of await slips(db, series, on, k - 1))
		await giveByCode(db, anonymous, code, answer({ words: 'geheim' }), during);
	const few = await readFeedback(db, series.host, on, k);
	expect(few.results.map(({ shown }) => shown)).toEqual([null, null]);
	const table = await feedbackCsv(db, series.host, on, k);
	expect((await new Response(table.body).text()).trim().split('\n')).toHaveLength(1);
	await giveOpenly(
		db,
		anonymous,
		openly(on),
		{ audience: 'visitors', ...answer({ face: 3 }) },
		during
	);
	const [visitors] = (await readFeedback(db, series.host, on, k)).results;
	expect(visitors!.shown).toMatchObject({ total: k, proven: null, meetingPlace: null });
	expect(visitors!.shown!.counts).toEqual([
		{ face: 5, count: 4 },
		{ face: 4, count: 0 },
		{ face: 3, count: 1 },
		{ face: 2, count: 0 },
		{ face: 1, count: 0 }
	]);
});

const answers = fc.array(
	fc.record({
		face: fc.integer({ min: 1, max: 5 }),
		meetingPlace: fc.constantFrom(true, false, null),
		words: fc.constantFrom('Schön', null),
		proven: fc.boolean()
	})
);

test('whatever was answered, the faces add up to the total and small groups stay hidden', () => {
	fc.assert(
		fc.property(answers, (all) => {
			const shown = shownOf(all, k);
			if (shown === null) {
				expect(all.length).toBeLessThan(k);
				return;
			}
			expect(shown.counts.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
			const { proven, meetingPlace } = shown;
			if (proven !== null)
				for (const side of [proven, all.length - proven])
					expect(side === 0 || side >= k).toBe(true);
			if (meetingPlace) expect(meetingPlace.yes + meetingPlace.no).toBeGreaterThanOrEqual(k);
		})
	);
});

test('without a code nobody hears of an event that is not public, or of a date under another address', async () => {
	const { db, on } = await atTheDate();
	const give = (where: ReturnType<typeof openly>) =>
		tried(giveOpenly(db, anonymous, where, { audience: 'visitors', ...answer() }, during));
	expect(await give({ ...openly(on), number: on.event.number + 1 })).toBe('date_unknown');
	expect(await give(openly(on))).toBeNull();
	await db.updateTable('events').set({ state: 'submitted' }).where('id', '=', on.eventId).execute();
	expect(await give(openly(on))).toBe('date_unknown');
});

test('answers are told as facts of the day of the date, with and without proof apart', async () => {
	const { db, series, on } = await atTheDate();
	await setUpFeedback(db, series.host, on, true);
	const [visitor] = await slips(db, series, on, 1);
	const [stall] = await slips(db, series, on, 1, 'exhibitors');
	await giveByCode(db, anonymous, visitor!, answer({ face: 2, meetingPlace: false }), during);
	await giveByCode(db, anonymous, stall!, answer({ face: 4 }), during);
	await giveOpenly(
		db,
		anonymous,
		openly(on),
		{ audience: 'visitors', ...answer({ face: 3 }) },
		during
	);
	const { rows } = await sql<Record<string, unknown>>`
		select * from (${eventFacts.query(db)}) f
		where kind = any(${feedbackKinds}) order by kind, value`.execute(db);
	expect(rows.map(({ kind, value, outcome }) => [kind, value, outcome])).toEqual([
		['exhibitorFeedback', 4, 'positive'],
		['feedback', 2, 'negative'],
		['feedback', 4, 'positive'],
		['meetingPlace', null, 'no'],
		['openFeedback', 3, 'neutral']
	]);
	for (const row of rows)
		expect(row).toMatchObject({
			activityId: series.activityId,
			itemId: on.eventId,
			placeId: 'bielefeld-kesselbrink',
			occurredOn: '2026-05-09',
			organisation: on.event.organisationId,
			missing: false,
			final: true
		});
	expect(new Set(rows.map(({ contribution }) => contribution)).size).toBe(rows.length);
});

test('when names are forgotten, words and codes go as well, and the faces stay', async () => {
	const { db, series, on } = await atTheDate();
	const [code, other] = await slips(db, series, on, 2);
	await giveByCode(db, anonymous, code!, answer({ words: 'Schön' }), during);
	await tidy(db, new Date(begins.getTime() + 29 * 86_400_000), at().origin);
	expect(await tried(askedByCode(db, other!, during))).toBeNull();
	await tidy(db, new Date(begins.getTime() + 31 * 86_400_000), at().origin);
	expect(await tried(askedByCode(db, other!, during))).toBe('code_unknown');
	expect(await db.selectFrom('eventFeedback').select(['face', 'words']).execute()).toEqual([
		{ face: 5, words: null }
	]);
});

async function people(db: Db, series: TestSeries): Promise<Record<string, Actor>> {
	const withRole = await Promise.all(
		roles.map(async (role) => [role, await staff(db, role, ['bielefeld'])] as const)
	);
	return {
		...Object.fromEntries(withRole),
		'moderator elsewhere': await staff(db, 'moderator', ['bielefeld-heepen']),
		'holder of another invitation': (await linkHolder(db, series)).actor,
		member: series.host,
		'member of another organisation': await member(db, await organisation(db)),
		anonymous,
		system
	};
}

test.each([
	['see', (db: Db, actor: Actor, on: TicketedEvent) => readFeedback(db, actor, on, k)],
	['download', (db: Db, actor: Actor, on: TicketedEvent) => feedbackCsv(db, actor, on, k)],
	['set up', (db: Db, actor: Actor, on: TicketedEvent) => setUpFeedback(db, actor, on, true)],
	[
		'print codes',
		(db: Db, actor: Actor, on: TicketedEvent) =>
			printCodes(db, actor, on, { audience: 'visitors', count: 1 })
	]
])('%s feedback: host and moderators do, nobody else', async (_, take) => {
	const { db, series, on } = await atTheDate();
	for (const [name, actor] of Object.entries(await people(db, series)))
		expect(await tried(take(db, actor, on)), name).toBe(
			['moderator', 'administrator', 'member'].includes(name) ? null : 'not_allowed'
		);
});
