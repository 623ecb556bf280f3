import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { firstFreeSlug, slugOf } from '../../../core/activities/slug.ts';
import { insertActivity, updateActivity } from '../../../core/activities/writes.server.ts';
import { breaks } from '../../../platform/db/constraints.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { permissions } from '../permissions.ts';
import { seriesInput, type SeriesInput } from './schema.ts';
import { recordOfSeries, seriesOf, type Series } from './series.server.ts';

/**
 * Makes a series as a draft; nobody but staff sees it before it is announced or started.
 * @throws Refusal not_allowed, input_invalid, slug_taken (422)
 */
export async function createSeries(
	db: Db,
	actor: Actor,
	given: SeriesInput
): Promise<{ activityId: string }> {
	const input = parse(seriesInput, given);
	demand(permissions, actor, 'createSeries', input);
	return orSlugTaken(
		db.transaction().execute(async (trx) => {
			const activityId = await insertActivity(trx, actor, 'events', input);
			await trx
				.insertInto('eventSeries')
				.values({ activityId, ...seriesColumns(input) })
				.execute();
			await recordOfSeries(trx, actor, { activityId, placeId: input.placeId }, 'created');
			return { activityId };
		})
	);
}

const seriesColumns = (input: SeriesInput) => ({
	slug: input.slug,
	intro: JSON.stringify(input.intro),
	kind: input.kind,
	firstDay: input.firstDay,
	lastDay: input.lastDay,
	coverageKind: input.coverageKind,
	coverageLeast: input.coverageLeast,
	openToHosts: input.openToHosts,
	hostsUntil: input.hostsUntil,
	themes: JSON.stringify(input.themes)
});

/**
 * Changes the settings. Once it was announced its address stands, and once there are events its place, its kind and the
 * themes that they name do; no date may fall out of the period.
 * @param seen revision of the settings that the form began with
 * @throws Refusal not_allowed, input_invalid, slug_taken, slug_final, place_final, kind_final, theme_in_use,
 *   dates_outside (422), archived, changed_meanwhile (409)
 */
export async function changeSeries(
	db: Db,
	actor: Actor,
	activityId: string,
	given: SeriesInput,
	seen: number
): Promise<void> {
	const series = await seriesOf(db, activityId);
	demand(permissions, actor, 'editSeries', series);
	const input = parse(seriesInput, given);
	demand(permissions, actor, 'createSeries', input);
	await orSlugTaken(
		db.transaction().execute(async (trx) => {
			await refuseLateChanges(trx, series, input, seen);
			await updateActivity(trx, activityId, input);
			await trx
				.updateTable('eventSeries')
				.set({ ...seriesColumns(input), revision: seen + 1 })
				.where('activityId', '=', activityId)
				.execute();
			const subject = { activityId, placeId: input.placeId };
			await recordOfSeries(trx, actor, subject, 'settingsChanged');
		})
	);
}

/** Locks the series, from whose row events take their numbers: none arrives meanwhile. */
async function refuseLateChanges(
	trx: Trx,
	series: Series,
	input: SeriesInput,
	seen: number
): Promise<void> {
	const { revision, lastNumber } = await trx
		.selectFrom('eventSeries')
		.select(['revision', 'lastNumber'])
		.where('activityId', '=', series.activityId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	const refuse = (field: string, reason: string) => {
		throw new Refusal('invalid', reason, { [field]: reason });
	};
	if (revision !== seen) throw new Refusal('conflict', 'changed_meanwhile');
	if (series.status === 'archived') throw new Refusal('conflict', 'archived');
	if (series.status !== 'draft' && input.slug !== series.slug) refuse('slug', 'slug_final');
	if (lastNumber === 0) return;
	if (input.placeId !== series.placeId) refuse('placeId', 'place_final');
	if (input.kind !== series.kind) refuse('kind', 'kind_final');
	const { themes, outside } = await usedBy(trx, series.activityId, input);
	const kept = new Set(input.themes.map(({ key }) => key));
	if (themes.some((key) => !kept.has(key))) refuse('themes', 'theme_in_use');
	if (outside) refuse('firstDay', 'dates_outside');
}

/** Themes that events name, and whether one has a date that the new period leaves out. */
async function usedBy(
	trx: Trx,
	activityId: string,
	{ firstDay, lastDay }: SeriesInput
): Promise<{ themes: string[]; outside: boolean }> {
	const { rows } = await sql<{ themes: string[]; outside: boolean }>`
		select
			coalesce((select array_agg(distinct t) from events e, unnest(e.themes) t where e.activity_id = ${activityId}), '{}') as themes,
			exists (
				select from events e join event_dates d on d.event_id = e.id
				where e.activity_id = ${activityId} and e.state in ('submitted', 'queried', 'approved') and d.state <> 'cancelled'
					and (left(d.local_start, 10) < ${firstDay} or left(d.local_start, 10) > coalesce(${lastDay}::text, '9999'))
			) as outside`.execute(trx);
	return rows[0]!;
}

/**
 * Deletes a series that nobody was told of and for which nobody has entered an event or been invited.
 * @throws Refusal not_allowed, series_not_empty (409)
 */
export async function deleteSeries(db: Db, actor: Actor, activityId: string): Promise<void> {
	const series = await seriesOf(db, activityId);
	demand(permissions, actor, 'editSeries', series);
	await db.transaction().execute(async (trx) => {
		const deleted = await trx
			.deleteFrom('activities as y')
			.where('y.id', '=', activityId)
			.where('y.status', '=', 'draft')
			.where(
				sql<boolean>`not exists (select from events e where e.activity_id = y.id)
					and not exists (select from event_invitations i where i.activity_id = y.id)`
			)
			.executeTakeFirst();
		if (deleted.numDeletedRows === 0n) throw new Refusal('conflict', 'series_not_empty');
		await recordOfSeries(trx, actor, series, 'deleted');
	});
}

/** The address that a series with this title gets: the first one that no series has. */
export async function freeSeriesSlug(db: Db, title: string): Promise<string> {
	const wanted = slugOf(title, 'reihe');
	const rows = await db
		.selectFrom('eventSeries')
		.select('slug')
		.where('slug', 'like', `${wanted}%`)
		.execute();
	return firstFreeSlug(wanted, new Set(rows.map(({ slug }) => slug)));
}

/** An address belongs to one series. @throws Refusal slug_taken */
async function orSlugTaken<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (!breaks(error, 'event_series_slug_key')) throw error;
		throw new Refusal('invalid', 'slug_taken', { slug: 'slug_taken' });
	}
}
