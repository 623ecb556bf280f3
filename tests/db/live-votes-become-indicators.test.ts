import { expect, test } from 'vitest';
import { indicatorForPrograms } from '#lib/core/measures/api.server.ts';
import {
	indicatorDetailSchema,
	measureDetailSchema,
	measureListSchema
} from '#lib/core/measures/api-schema.ts';
import { measureForPrograms, measureListForPrograms } from '#lib/core/measures/api.server.ts';
import { measureWithIndicators } from '#lib/core/measures/reads.server.ts';
import { freshDatabase } from '../fixture/database.ts';
import {
	bindBoth,
	computeAndRelease,
	importTheCatalogue,
	lebenslagenSession,
	liveSources
} from '../fixture/lebenslagen.ts';

const context = { k: 5, now: new Date('2026-06-01'), sources: liveSources, staleAfter: 0 };

test('540-3.1a counts the organisations of the session, 540-3.1b its mean: from vote to indicator', async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	const session = await lebenslagenSession(db, {
		answer: (index) => (index < 6 ? 'dontKnow' : 5 + (index % 6))
	});
	await bindBoth(db, session);
	await computeAndRelease(db, '540-3.1a');
	await computeAndRelease(db, '540-3.1b');
	const { indicators } = await measureWithIndicators(db, '540-3', context);
	const [organisations, mean] = ['540-3.1a', '540-3.1b'].map((key) =>
		indicators.find((one) => one.key === key)!
	);
	expect(organisations).toMatchObject({
		current: { value: 22, n: 30, missing: 0 },
		goal: 'met',
		data: 'released'
	});
	expect(mean).toMatchObject({
		current: { value: 7.5, numerator: 180, denominator: 24, n: 24, missing: 6 },
		goal: 'met'
	});
	expect(mean!.current!.activities).toEqual([{ key: session.activityId, n: 24, value: 7.5 }]);
});

test('programs are told what the schemas say, and that a later vote made the value stale', async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	const session = await lebenslagenSession(db);
	await bindBoth(db, session);
	await computeAndRelease(db, '540-3.1b');
	const list = measureListSchema.parse(await measureListForPrograms(db, context));
	expect(list.measures).toHaveLength(39);
	expect(list.measures.find(({ code }) => code === '540-3')).toMatchObject({
		withValue: 1,
		fedByParticipation: true
	});
	measureDetailSchema.parse(await measureForPrograms(db, '540-3', context));
	const before = indicatorDetailSchema.parse(
		await indicatorForPrograms(db, '540-3', '540-3.1b', context)
	);
	expect(before).toMatchObject({ data: 'released', target: { comparator: '>=', lowerBound: 7 } });
	await db
		.updateTable('ballots')
		.set({ answer: JSON.stringify(1) })
		.execute();
	expect(await indicatorForPrograms(db, '540-3', '540-3.1b', context)).toMatchObject({
		data: 'stale',
		value: before.value
	});
});

test('four people are too few: programs get null and the reason', async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	await bindBoth(db, await lebenslagenSession(db, { people: 4 }));
	await computeAndRelease(db, '540-3.1b');
	const told = indicatorDetailSchema.parse(
		await indicatorForPrograms(db, '540-3', '540-3.1b', context)
	);
	expect(told).toMatchObject({ value: null, data: 'suppressed', goal: 'notComputable' });
	expect(told.observations).toMatchObject([
		{
			value: null,
			numerator: null,
			denominator: null,
			n: null,
			missing: null,
			withheld: 'small_group',
			lineage: { activities: [], periods: [] }
		}
	]);
});
