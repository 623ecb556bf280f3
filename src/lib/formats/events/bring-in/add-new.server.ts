import { sql } from 'kysely';
import type { AccountActor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { localDay } from '../../../platform/local-time.ts';
import { rowOf } from '../entry/content.ts';
import { lockEvent } from '../event.server.ts';
import type { Series } from '../series/series.server.ts';
import { takeStep } from '../take-step.server.ts';
import type { Brought } from './brought.ts';
import { printOfEvent } from './event-print.server.ts';
import type { EventImport } from './imports.server.ts';
import { insertDates, wantedDates } from './single-dates.server.ts';
import type { Choice } from './work.server.ts';

/** A row that is entered. */
export type NewRow = Readonly<{ row: number; uid: string; digest: string; brought: Brought }>;

/** Everything that adding rows needs beside them. */
export type Adding = Readonly<{
	actor: AccountActor;
	series: Series;
	item: EventImport;
	choice: Choice;
	now: Date;
}>;

/**
 * Numbers are taken beforehand and not inside: hosts would have to wait for theirs until all is written.
 * @returns the number before the first that was taken
 */
export async function takeNumbers(db: Db, activityId: string, wanted: number): Promise<number> {
	const { lastNumber } = await db
		.updateTable('eventSeries')
		.set((eb) => ({ lastNumber: eb('lastNumber', '+', wanted) }))
		.where('activityId', '=', activityId)
		.returning('lastNumber')
		.executeTakeFirstOrThrow();
	return lastNumber - wanted;
}

/** Enters some rows with their dates and takes them to where the choice says. @param after number before the first of them */
export async function addNew(
	trx: Trx,
	rows: readonly NewRow[],
	after: number,
	adding: Adding
): Promise<void> {
	const ids = await insertEvents(trx, rows, after, adding);
	await insertDates(
		trx,
		rows.flatMap(({ brought }, index) =>
			wantedDates(brought, adding.series, adding.now).map((date) => ({
				...date,
				eventId: ids[index]!
			}))
		)
	);
	for (const [index, row] of rows.entries()) await handIn(trx, ids[index]!, row, adding);
}

async function insertEvents(
	trx: Trx,
	rows: readonly NewRow[],
	after: number,
	{ actor, series, choice, now }: Adding
): Promise<string[]> {
	const { activityId } = series;
	const inserted = await trx
		.insertInto('events')
		.values(
			rows.map(({ brought: { content, organisationId, hostName } }, index) => ({
				...rowOf(content),
				activityId,
				number: after + index + 1,
				organisationId,
				hostName: organisationId === null ? hostName || choice.hostName : null,
				enteredAs: 'staff',
				enteredBy: actor.accountId,
				touchedOn: localDay(now)
			}))
		)
		.returning(['id', 'number'])
		.execute();
	return inserted.sort((one, other) => one.number - other.number).map(({ id }) => id);
}

/** Takes the event out of its draft, and keeps whence it came. */
async function handIn(
	trx: Trx,
	eventId: string,
	{ row, uid, digest }: NewRow,
	{ actor, series: { activityId }, item, choice, now }: Adding
): Promise<void> {
	const [step, day] = [choice.publish ? 'publish' : 'bringIn', localDay(now)] as const;
	const set = { submittedOn: day, ...(choice.publish && { approvedOn: day }) };
	await takeStep(trx, actor, await lockEvent(trx, eventId), step, { revision: 1 }, set);
	const leftAs = await printOfEvent(trx, eventId);
	await trx
		.insertInto('eventSources')
		.values({ eventId, activityId, source: item.format, uid, importId: item.id, digest, leftAs })
		.execute();
	await sql`update event_import_rows set event_id = ${eventId} where import_id = ${item.id} and row = ${row}`.execute(
		trx
	);
}
