import { sql } from 'kysely';
import type { AccountActor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { localDay } from '../../../platform/local-time.ts';
import { rowOf } from '../entry/content.ts';
import { organisationsNamed } from '../entry/named-organisation.server.ts';
import { lockEvent } from '../event.server.ts';
import { belongsTo } from '../permissions.ts';
import type { Series } from '../series/series.server.ts';
import { takeStep } from '../take-step.server.ts';
import type { StepKey } from '../workflow.ts';
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
	given: readonly NewRow[],
	after: number,
	adding: Adding
): Promise<void> {
	const rows = await withHosts(trx, given, adding);
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
	const kept: Kept[] = [];
	for (const [index, row] of rows.entries()) kept.push(await handIn(trx, ids[index]!, row, adding));
	await keepSources(trx, kept, adding);
}

/** Whose each row is, also where the register knows a name that was typed only now. */
async function withHosts(
	trx: Trx,
	rows: readonly NewRow[],
	{ choice }: Adding
): Promise<readonly NewRow[]> {
	const nameOf = ({ brought: { organisationId, hostName } }: NewRow): string | null =>
		organisationId === null ? hostName || choice.hostName : null;
	const names = rows.flatMap((row) => nameOf(row) ?? []);
	const organisations = await organisationsNamed(trx, names);
	return rows.map((row) => {
		const name = nameOf(row);
		if (name === null) return row;
		const organisationId = organisations.get(name) ?? null;
		const host = { organisationId, hostName: organisationId === null ? name : '' };
		return { ...row, brought: { ...row.brought, ...host } };
	});
}

async function insertEvents(
	trx: Trx,
	rows: readonly NewRow[],
	after: number,
	{ actor, series, item, now }: Adding
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
				hostName: organisationId === null ? hostName : null,
				enteredAs: item.organisationId === null ? 'staff' : 'account',
				enteredBy: actor.accountId,
				touchedOn: localDay(now)
			}))
		)
		.returning(['id', 'number'])
		.execute();
	return inserted.sort((one, other) => one.number - other.number).map(({ id }) => id);
}

/** Whence an event came, and how the import left it. */
type Kept = Pick<NewRow, 'row' | 'uid' | 'digest'> & Readonly<{ eventId: string; leftAs: string }>;

/** Takes the event out of its draft, where its host has not chosen to look at each again. */
async function handIn(
	trx: Trx,
	eventId: string,
	{ row, uid, digest, brought }: NewRow,
	{ actor, item, choice, now }: Adding
): Promise<Kept> {
	const step = stepOf(item, choice, isOwn(actor, brought));
	if (step) {
		const day = localDay(now);
		const set = { submittedOn: day, ...(step === 'publish' && { approvedOn: day }) };
		await takeStep(trx, actor, await lockEvent(trx, eventId), step, { revision: 1 }, set);
	}
	return { row, uid, digest, eventId, leftAs: await printOfEvent(trx, eventId) };
}

/** Of whoever takes the import: then somebody else has to look at it. */
const isOwn = (actor: AccountActor, { organisationId }: Brought): boolean =>
	organisationId !== null && belongsTo(actor, organisationId);

function stepOf(
	{ organisationId }: EventImport,
	{ takenAs }: Choice,
	isOwn: boolean
): StepKey | null {
	if (takenAs === 'draft') return null;
	if (takenAs === 'approved' && !isOwn) return 'publish';
	return organisationId === null ? 'bringIn' : 'submit';
}

async function keepSources(
	trx: Trx,
	kept: readonly Kept[],
	{ series: { activityId }, item }: Adding
): Promise<void> {
	const { format: source, id: importId, organisationId } = item;
	const whence = { activityId, source, importId, organisationId };
	await trx
		.insertInto('eventSources')
		.values(kept.map(({ row: _, ...one }) => ({ ...whence, ...one })))
		.execute();
	await sql`
		update event_import_rows r set event_id = v.event
		from jsonb_to_recordset(${JSON.stringify(kept.map(({ row, eventId }) => ({ row, event: eventId })))}::jsonb)
			as v (row integer, event uuid)
		where r.import_id = ${item.id} and r.row = v.row`.execute(trx);
}
