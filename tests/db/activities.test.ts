import { describe, expect, test } from 'vitest';
import {
	currentActivities,
	currentCounts,
	earlierActivities,
	outcomeDueDays
} from '#lib/core/activities/reads.server.ts';
import { addressesOf } from '#lib/formats/live/addresses.server.ts';
import { activity } from '../fixture/activities.ts';
import { freshDatabase } from '../fixture/database.ts';
import { buildTown } from '../fixture/town.ts';

const now = new Date('2026-11-21T12:00:00Z');
const days = (n: number) => new Date(now.getTime() + n * 86_400_000);
const all = { page: 1, size: 100 };

const town = async () => {
	const { db } = await freshDatabase();
	await buildTown(db);
	return db;
};

describe('what is on', () => {
	test('at a place is what is on there and below it', async () => {
		const db = await town();
		const square = await activity(db, { placeId: 'bielefeld-kesselbrink', status: 'running' });
		await activity(db, { placeId: 'bielefeld-heepen', status: 'running' });
		const ids = async (placeId: string | null) =>
			(await currentActivities(db, placeId, now)).map(({ id }) => id);
		expect(await ids('bielefeld-mitte')).toEqual([square]);
		expect(await ids('bielefeld')).toHaveLength(2);
		expect(await ids(null)).toHaveLength(2);
		expect(await ids('nowhere')).toEqual([]);
	});

	test('shows what runs first, then what comes next', async () => {
		const db = await town();
		const placeId = 'bielefeld';
		await activity(db, {
			placeId,
			status: 'announced',
			startsAt: days(9),
			title: { de: 'später' }
		});
		await activity(db, { placeId, status: 'announced', title: { de: 'irgendwann' } });
		await activity(db, { placeId, status: 'announced', startsAt: days(2), title: { de: 'bald' } });
		await activity(db, { placeId, status: 'running', title: { de: 'jetzt' } });
		expect((await currentActivities(db, null, now)).map(({ title }) => title['de'])).toEqual([
			'jetzt',
			'bald',
			'später',
			'irgendwann'
		]);
	});

	test('never shows a draft', async () => {
		const db = await town();
		await activity(db, { placeId: 'bielefeld', status: 'draft' });
		expect(await currentActivities(db, null, now)).toEqual([]);
		expect(await earlierActivities(db, null, now, all)).toMatchObject({ rows: [], total: 0 });
		expect((await currentCounts(db)).size).toBe(0);
	});

	test('is counted for each place', async () => {
		const db = await town();
		await activity(db, { placeId: 'bielefeld-heepen', status: 'running' });
		await activity(db, { placeId: 'bielefeld-heepen', status: 'announced' });
		await activity(db, { placeId: 'bielefeld-heepen', status: 'finished' });
		expect(await currentCounts(db)).toEqual(new Map([['bielefeld-heepen', 2]]));
	});
});

describe('what became of it', () => {
	const placeId = 'bielefeld';
	const late = days(-outcomeDueDays - 1);

	test.each([
		['four weeks after the end is overdue', { status: 'finished', endsAt: late }, true],
		['is not overdue within four weeks', { status: 'finished', endsAt: days(-27) }, false],
		['is overdue after archiving too', { status: 'archived', endsAt: late }, true],
		['counts from the start where no end is known', { status: 'finished', startsAt: late }, true],
		['is not overdue where no day is known', { status: 'finished' }, false],
		['is not overdue once told', { status: 'finished', endsAt: late, outcome: { de: 'Ja' } }, false]
	] as const)('%s', async (_, told, overdue) => {
		const db = await town();
		await activity(db, { placeId, ...told });
		expect(await earlierActivities(db, null, now, all)).toMatchObject({
			rows: [{ overdue }],
			overdue: overdue ? 1 : 0
		});
	});

	test('comes page by page, latest first', async () => {
		const db = await town();
		for (const n of [3, 1, 2]) {
			await activity(db, {
				placeId,
				status: 'finished',
				endsAt: days(-n),
				title: { de: `vor ${n} Tagen` }
			});
		}
		const titles = async (page: number) =>
			(await earlierActivities(db, placeId, now, { page, size: 2 })).rows.map(
				({ title }) => title['de']
			);
		expect(await titles(1)).toEqual(['vor 1 Tagen', 'vor 2 Tagen']);
		expect(await titles(2)).toEqual(['vor 3 Tagen']);
		expect(await titles(3)).toEqual([]);
	});
});

test('a live session leads to its code until the code expires', async () => {
	const db = await town();
	const id = await activity(db, { placeId: 'bielefeld', status: 'running', code: '123456' });
	expect(await addressesOf(db, [id])).toEqual(new Map([[id, '123456']]));
	await db.updateTable('liveSessions').set({ codeExpiredAt: now }).execute();
	expect(await addressesOf(db, [id])).toEqual(new Map());
	expect(await addressesOf(db, [])).toEqual(new Map());
});
