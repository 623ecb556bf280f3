import { sql } from 'kysely';
import type { AccountActor, Actor } from '../../../access/actor.ts';
import { cleanLine, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { At } from '../at.ts';
import { eventLimits } from '../entry/schema.ts';
import { tellOfDates } from '../registration/tell-of-dates.server.ts';
import { recordOfSeries } from '../series/series.server.ts';
import { addNew, takeNumbers, type Adding, type NewRow } from './add-new.server.ts';
import { changeKnown, type KnownRow } from './change-known.server.ts';
import { importOf, lacksHost, type EventImport, type Which } from './imports.server.ts';
import { choicesOf, demandTaking } from './whose.server.ts';
import { claim, workAt, type Choice, type Progress } from './work.server.ts';

/** What somebody chooses beside the preview. */
export type Taking = Readonly<{
	/** `approved`: for everybody at once; `submitted`: to be reviewed first; `draft`: only for their host as yet. */
	as: string;
	/** Host of the rows that name none. */
	hostName: string;
	/** Rows whose event was changed here and shall be as the file has it. */
	overwrite: readonly number[];
}>;

const batch = 200;

/**
 * Takes the rows of an import that can be taken, all in one transaction: there is either all of them or nothing. Sent
 * twice it is one import.
 * @returns the work, which goes on after the answer
 * @throws Refusal not_allowed, series_unknown, import_unknown (404); choice_invalid, text_missing, text_too_long (422);
 *   series_closed, only_invited, nothing_to_take, not_possible_now (409)
 */
export async function takeImport(
	db: Db,
	actor: Actor,
	which: Which,
	taking: Taking,
	at: At
): Promise<Readonly<{ work: Promise<void> }>> {
	const { series, item } = await importOf(db, actor, which, at.now);
	await demandTaking(db, series, item.organisationId, at.now);
	const choice = await choiceOf(db, item, taking);
	if (item.total === 0) throw new Refusal('conflict', 'nothing_to_take');
	if (!(await claim(db, item.id, choice))) {
		await demandTaken(db, actor, which, at);
		return { work: Promise.resolve() };
	}
	await tick(db, item.id, taking.overwrite);
	const adding = { actor: actor as AccountActor, series, item, choice, ...at };
	return { work: workAt(db, item.id, (progress) => takeAll(db, adding, progress)) };
}

/** Whoever presses twice is not told no: it is being done, or done. */
async function demandTaken(db: Db, actor: Actor, which: Which, { now }: At): Promise<void> {
	const { state } = (await importOf(db, actor, which, now)).item;
	if (state !== 'importing' && state !== 'done') throw new Refusal('conflict', 'not_possible_now');
}

async function choiceOf(
	db: Db,
	{ id, organisationId }: EventImport,
	{ as, hostName: typed }: Taking
): Promise<Choice> {
	const refuse = (field: string, reason: string) =>
		new Refusal('invalid', 'input_invalid', { [field]: reason });
	const takenAs = choicesOf(organisationId).find((choice) => choice === as);
	if (!takenAs) throw refuse('as', 'choice_invalid');
	const hostName = cleanLine(typed);
	if (lengthOf(hostName) > eventLimits.line) throw refuse('hostName', 'text_too_long');
	if (hostName === '' && (await lacksHost(db, id))) throw refuse('hostName', 'text_missing');
	return { takenAs, hostName: hostName || null };
}

const tick = (db: Db, importId: string, rows: readonly number[]) =>
	sql`
		update event_import_rows set overwrite = row = any(${[...rows]}::integer[])
		where import_id = ${importId} and fate = 'edited'`.execute(db);

type Work = Adding & { origin: string };

async function takeAll(db: Db, work: Work, progress: Progress): Promise<void> {
	const { item, series } = work;
	const wanted = await countNew(db, item.id);
	const first = await takeNumbers(db, series.activityId, wanted);
	const changed = await db.transaction().execute(async (trx) => {
		// Two files of one source at once would enter its events twice.
		await sql`select pg_advisory_xact_lock(hashtextextended(${`event imports ${series.activityId}`}, 0))`.execute(
			trx
		);
		const added = await addAll(trx, first, work, progress);
		const ids = await changeAll(trx, added, work, progress);
		await finish(trx, work, { added, changed: ids.length });
		return ids;
	});
	for (const eventId of changed) await tellOfDates(db, eventId, work);
}

async function countNew(db: Db, importId: string): Promise<number> {
	const { rows } = await db
		.selectFrom('eventImportRows')
		.select(sql<number>`count(*)::int`.as('rows'))
		.where('importId', '=', importId)
		.where('fate', '=', 'new')
		.executeTakeFirstOrThrow();
	return rows;
}

async function addAll(trx: Trx, first: number, work: Work, progress: Progress): Promise<number> {
	let [added, last] = [0, 0];
	for (;;) {
		const rows = await nextRows(trx, work, ['new'], last);
		if (rows.length === 0) return added;
		const fresh = await notEnteredSince(trx, work, rows);
		if (fresh.length > 0) await addNew(trx, fresh, first + added, work);
		added += fresh.length;
		last = rows.at(-1)!.row;
		await progress(added);
	}
}

async function changeAll(
	trx: Trx,
	before: number,
	work: Work,
	progress: Progress
): Promise<string[]> {
	const changed: string[] = [];
	for (let last = 0; ;) {
		const rows = await nextRows(trx, work, ['changed', 'edited'], last);
		if (rows.length === 0) return changed;
		for (const row of rows) if (await changeKnown(trx, row, work)) changed.push(row.eventId);
		last = rows.at(-1)!.row;
		await progress(before + changed.length);
	}
}

async function nextRows(
	trx: Trx,
	{ item }: Work,
	fates: readonly string[],
	after: number
): Promise<KnownRow[]> {
	const rows = await trx
		.selectFrom('eventImportRows')
		.select(['row', 'uid', 'digest', 'brought', 'eventId', 'overwrite'])
		.where('importId', '=', item.id)
		.where('fate', 'in', [...fates])
		.where('row', '>', after)
		// Of what was changed the event may be gone.
		.$if(!fates.includes('new'), (query) => query.where('eventId', 'is not', null))
		.orderBy('row')
		.limit(batch)
		.execute();
	return rows as unknown as KnownRow[];
}

/** Without those that another import has entered after the preview. */
async function notEnteredSince(
	trx: Trx,
	{ item, series }: Work,
	rows: readonly NewRow[]
): Promise<NewRow[]> {
	const known = await trx
		.selectFrom('eventSources')
		.select('uid')
		.where('activityId', '=', series.activityId)
		.where('source', '=', item.format)
		.where('organisationId', 'is not distinct from', item.organisationId)
		.where(sql<boolean>`uid = any(${rows.map(({ uid }) => uid)}::text[])`)
		.execute();
	const uids = new Set(known.map(({ uid }) => uid));
	return rows.filter(({ uid }) => !uids.has(uid));
}

async function finish(
	trx: Trx,
	{ actor, series, item, now }: Work,
	counts: Readonly<{ added: number; changed: number }>
): Promise<void> {
	const ended = await trx
		.updateTable('eventImports')
		.set({ state: 'done', done: item.total, ...counts, endedAt: now })
		.where('id', '=', item.id)
		.where('state', '=', 'importing')
		.executeTakeFirst();
	// Another process has taken over because this one was silent for too long.
	if (ended.numUpdatedRows === 0n) throw new Error('the import was ended elsewhere');
	await recordOfSeries(trx, actor, series, 'imported', { file: item.fileName, ...counts });
}
