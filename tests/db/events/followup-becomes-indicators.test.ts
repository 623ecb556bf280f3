import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anonymous, system } from '#lib/access/actor.ts';
import { bindFromCatalogue } from '#lib/core/indicators/from-catalogue.server.ts';
import type { Fact } from '#lib/core/indicators/facts.ts';
import { computeDraft } from '#lib/core/indicators/observations.server.ts';
import { eventFacts } from '#lib/formats/events/facts.server.ts';
import { answerLater } from '#lib/formats/events/followup/answer.server.ts';
import { printFollowUpCodes } from '#lib/formats/events/followup/codes.server.ts';
import { questionsOf } from '#lib/formats/events/followup/edit-questions.server.ts';
import { acceptFollowUp, closeFollowUp } from '#lib/formats/events/followup/run-followup.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	daysLater,
	held,
	planned,
	said,
	tidied,
	type WithFollowUp
} from '../../fixture/event-followup.ts';
import { importTheCatalogue } from '../../fixture/lebenslagen.ts';

const sources = [eventFacts];

async function answered(
	db: Db,
	values: readonly (number | 'dontKnow')[],
	afterDays = 90
): Promise<WithFollowUp> {
	const date = await planned(db, { afterDays });
	const { series, on } = date;
	const { codes } = await printFollowUpCodes(db, series.host, on, { count: values.length });
	await held(db, date);
	await tidied(db, afterDays);
	for (const [nth, value] of values.entries())
		await answerLater(db, anonymous, codes[nth]!, await said(db, on, value, 'Mehr Licht'));
	return date;
}

const factsOf = async (db: Db, kind: string): Promise<Fact[]> => {
	const { rows } = await sql<Fact>`
		select * from (${eventFacts.query(db)}) told where kind = ${kind}`.execute(db);
	return rows;
};

async function milestone(db: Db, { series: { activityId } }: WithFollowUp) {
	const indicatorKey = '170-1.3';
	await bindFromCatalogue(db, system, sources, { indicatorKey, activities: [activityId] });
	const id = await computeDraft(db, system, sources, indicatorKey);
	const { value } = await db
		.selectFrom('observations')
		.select('value')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return value;
}

test('170-1.3 is reached by a closed follow-up with enough answers', async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	const date = await answered(db, [5, 4, 4, 3, 'dontKnow']);
	expect(await factsOf(db, 'followup')).toEqual([]);
	expect(await factsOf(db, 'followupAnswer')).toEqual([]);
	await closeFollowUp(db, date.series.host, date.on, daysLater(100));
	expect(await factsOf(db, 'followup')).toMatchObject([
		{ itemId: date.on.eventId, final: true, value: 90 }
	]);
	expect(await milestone(db, date)).toBe(1);
});

test('who asks on the next day has not asked what became of it: only the answers are told', async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	const date = await answered(db, [5, 4, 4, 3, 4], 1);
	await closeFollowUp(db, date.series.host, date.on, daysLater(100));
	expect(await factsOf(db, 'followup')).toEqual([]);
	expect(await factsOf(db, 'followupAnswer')).toHaveLength(10);
	expect(await milestone(db, date)).toBe(0);
});

test('with too few answers 170-1.3 is not reached, until somebody says why they are enough', async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	const date = await answered(db, [5, 4]);
	await closeFollowUp(db, date.series.host, date.on, daysLater(100));
	expect(await milestone(db, date)).toBe(0);
	const because = { because: 'Nur drei waren da.' };
	await acceptFollowUp(db, date.series.moderator, date.on, because);
	expect(await factsOf(db, 'followup')).toHaveLength(1);
});

test('what was answered is told question by question, and "do not know" as missing; planning finds the questions by name', async () => {
	const { db } = await freshDatabase();
	const { series, on } = await answered(db, [5, 'dontKnow']);
	await closeFollowUp(db, series.host, on, daysLater(100));
	const [scale, words] = await questionsOf(db, on.dateId);
	const facts = await factsOf(db, 'followupAnswer');
	const ofScale = facts.filter(({ itemId }) => itemId === scale!.id);
	expect(ofScale.map(({ value, missing }) => ({ value, missing }))).toEqual(
		expect.arrayContaining([
			{ value: 5, missing: false },
			{ value: null, missing: true }
		])
	);
	// One person is one pseudonym, over all questions.
	expect(new Set(facts.map(({ participant }) => participant)).size).toBe(2);
	const items = await eventFacts.items!(db, [series.activityId]);
	expect(items.map(({ itemId }) => itemId)).toEqual([on.eventId, scale!.id, words!.id]);
});
