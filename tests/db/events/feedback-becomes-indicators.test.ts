import { expect, test } from 'vitest';
import { anonymous, system } from '#lib/access/actor.ts';
import { bindFromCatalogue } from '#lib/core/indicators/from-catalogue.server.ts';
import { computeDraft } from '#lib/core/indicators/observations.server.ts';
import { eventFacts } from '#lib/formats/events/facts.server.ts';
import { printCodes } from '#lib/formats/events/feedback/codes.server.ts';
import { giveByCode, giveOpenly } from '#lib/formats/events/feedback/give.server.ts';
import { setUpFeedback } from '#lib/formats/events/feedback/results.server.ts';
import type { FeedbackInput, SheetInput } from '#lib/formats/events/feedback/schema.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { begins, ticketed, type TicketedEvent } from '../../fixture/event-registration.ts';
import { eventSeries, type TestSeries } from '../../fixture/events.ts';
import { importTheCatalogue } from '../../fixture/lebenslagen.ts';

const sources = [eventFacts];
const during = new Date(begins.getTime() + 3_600_000);
type Said = Pick<FeedbackInput, 'face' | 'meetingPlace'>;

async function saidWithCodes(
	db: Db,
	{ moderator }: TestSeries,
	on: TicketedEvent,
	audience: SheetInput['audience'],
	said: readonly Said[]
): Promise<void> {
	const { codes } = await printCodes(db, moderator, on, { audience, count: said.length });
	for (const [nth, one] of said.entries())
		await giveByCode(db, anonymous, codes[nth]!, { ...one, words: '' }, during);
}

const faces = (...given: number[]): Said[] => given.map((face) => ({ face, meetingPlace: null }));

async function jobFair() {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	const series = await eventSeries(db);
	return { db, series, on: await ticketed(db, series) };
}

async function computed(db: Db, indicatorKey: string, { activityId }: TestSeries) {
	await bindFromCatalogue(db, system, sources, { indicatorKey, activities: [activityId] });
	const id = await computeDraft(db, system, sources, indicatorKey);
	return db
		.selectFrom('observations')
		.select(['value', 'numerator', 'denominator'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
}

test('540-2.3d3 counts the positive answers of a month that were given with a code', async () => {
	const { db, series, on } = await jobFair();
	await saidWithCodes(db, series, on, 'visitors', faces(5, 4, 5, 3, 1, 4, 5));
	const { slug, number } = on.event;
	const open = { audience: 'visitors' as const, face: 5, meetingPlace: null, words: '' };
	await giveOpenly(db, anonymous, { slug, number, dateId: on.dateId }, open, during);
	expect(await computed(db, '540-2.3d3', series)).toMatchObject({ value: 5 });
});

test('540-2.4e2 counts the visitors who meet people there', async () => {
	const { db, series, on } = await jobFair();
	await setUpFeedback(db, series.host, on, true);
	const yes = { face: 4, meetingPlace: true };
	await saidWithCodes(db, series, on, 'visitors', [
		...[yes, yes, yes, yes, yes, yes],
		{ face: 5, meetingPlace: false },
		...faces(5)
	]);
	expect(await computed(db, '540-2.4e2', series)).toMatchObject({ value: 6 });
});

test('540-2.4e3 is the share of exhibitors who were content; what visitors say is another matter', async () => {
	const { db, series, on } = await jobFair();
	await saidWithCodes(db, series, on, 'exhibitors', faces(5, 4, 4, 2, 5));
	await saidWithCodes(db, series, on, 'visitors', faces(1, 1, 1));
	expect(await computed(db, '540-2.4e3', series)).toEqual({
		value: 80,
		numerator: 4,
		denominator: 5
	});
});

test('what other surveys of the catalogue ask is nothing that events tell', async () => {
	const { db, series } = await jobFair();
	for (const indicatorKey of ['540-1.D4', '540-1.E3', '170-3.1a'])
		await expect(
			bindFromCatalogue(db, system, sources, { indicatorKey, activities: [series.activityId] })
		).rejects.toMatchObject({ reason: 'no_suggestion' });
});
