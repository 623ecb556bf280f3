import { expect, test } from 'vitest';
import { readSeries } from '#lib/formats/events/series/read-series.server.ts';
import { runSeries } from '#lib/formats/events/series/run-series.server.ts';
import { seriesInput, type SeriesInput } from '#lib/formats/events/series/schema.ts';
import { checkedSeries, seriesValuesOf } from '#lib/formats/events/series/series-form.ts';
import {
	changeSeries,
	createSeries,
	deleteSeries
} from '#lib/formats/events/series/set-up-series.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	approved,
	before,
	drafted,
	eventSeries,
	seriesInputOf,
	type TestSeries
} from '../../fixture/events.ts';

async function change(db: Db, series: TestSeries, input: Partial<SeriesInput>): Promise<void> {
	const { settings, series: now } = await readSeries(db, series.moderator, series.activityId);
	const whole = { ...settings, ...input };
	await changeSeries(db, series.moderator, series.activityId, whole, now.revision);
}

test('what was set comes back from the form as it was, with keys for new themes', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { settings } = await readSeries(db, series.moderator, series.activityId);
	const values = seriesValuesOf({ ...settings, retainUntil: '2029-01-01' });
	const typed = { ...values, themes: [...values.themes, { key: '', name: { de: 'Bildung' } }] };
	const checked = checkedSeries(typed, before);
	expect(checked.themes.map(({ key }) => key)).toEqual(['bildung', 'bewegung', 'bildung-2']);
	expect({ ...checked, themes: settings.themes, retainUntil: '' }).toEqual({
		...settings,
		retainUntil: ''
	});
});

test('an Aktionswoche has a last day, a running series has none, and a goal has a level and a number', () => {
	const problems = (change: Partial<SeriesInput>) =>
		Object.fromEntries(
			(seriesInput.safeParse({ ...seriesInputOf('woche'), ...change }).error?.issues ?? []).map(
				({ path, message }) => [path.join('.'), message]
			)
		);
	expect(problems({})).toEqual({});
	expect(problems({ lastDay: null, hostsUntil: null })).toEqual({ lastDay: 'day_missing' });
	expect(problems({ kind: 'running' })).toEqual({ lastDay: 'running_has_no_end' });
	expect(problems({ lastDay: '2026-05-01', hostsUntil: null })).toEqual({
		lastDay: 'ends_before_start'
	});
	expect(problems({ coverageLeast: null })).toEqual({ coverageLeast: 'number_invalid' });
	expect(problems({ hostsUntil: '2026-05-19' })).toEqual({ hostsUntil: 'after_the_end' });
});

test('an address belongs to one series and stands once it was announced', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await expect(
		createSeries(db, series.moderator, seriesInputOf(series.slug))
	).rejects.toMatchObject({ fields: { slug: 'slug_taken' } });
	await expect(change(db, series, { slug: 'anders' })).rejects.toMatchObject({
		fields: { slug: 'slug_final' }
	});
});

test('with events the place, the kind and the themes in use stand, and no date falls out of the period', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await change(db, series, { themes: [{ key: 'bewegung', name: { de: 'Bewegung' } }] });
	await approved(db, series);
	await expect(change(db, series, { placeId: 'bielefeld-mitte' })).rejects.toMatchObject({
		fields: { placeId: 'place_final' }
	});
	const running = { kind: 'running', lastDay: null, hostsUntil: null } as const;
	await expect(change(db, series, running)).rejects.toMatchObject({
		fields: { kind: 'kind_final' }
	});
	await expect(change(db, series, { themes: [] })).rejects.toMatchObject({
		fields: { themes: 'theme_in_use' }
	});
	await expect(change(db, series, { firstDay: '2026-05-10' })).rejects.toMatchObject({
		fields: { firstDay: 'dates_outside' }
	});
	await change(db, series, { lastDay: '2026-05-20' });
});

test('of two who save the settings at once the second is told', async () => {
	const { db } = await freshDatabase();
	const { moderator, activityId } = await eventSeries(db);
	const { settings } = await readSeries(db, moderator, activityId);
	const tries = await Promise.allSettled(
		['Erste', 'Zweite'].map((de) =>
			changeSeries(db, moderator, activityId, { ...settings, title: { de } }, 1)
		)
	);
	expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('only a draft in which nobody has entered anything is deleted', async () => {
	const { db } = await freshDatabase();
	const refused = { reason: 'series_not_empty' };
	const running = await eventSeries(db);
	await expect(deleteSeries(db, running.moderator, running.activityId)).rejects.toMatchObject(
		refused
	);
	const draft = await eventSeries(db, {}, 'draft');
	const host = { as: 'staff', organisationId: null, hostName: 'Familie' } as const;
	await drafted(db, draft, { actor: draft.moderator, host });
	await expect(deleteSeries(db, draft.moderator, draft.activityId)).rejects.toMatchObject(refused);
	await db.deleteFrom('events').execute();
	await deleteSeries(db, draft.moderator, draft.activityId);
	await expect(readSeries(db, draft.moderator, draft.activityId)).rejects.toMatchObject({
		reason: 'series_unknown'
	});
});

test('a series is announced, taken back, started, finished and opened again', async () => {
	const { db } = await freshDatabase();
	const { moderator, activityId } = await eventSeries(db, {}, 'draft');
	for (const command of ['announce', 'withdraw', 'announce', 'start', 'finish', 'reopen'] as const)
		await runSeries(db, moderator, activityId, command, before);
	expect((await readSeries(db, moderator, activityId)).series.status).toBe('running');
});
