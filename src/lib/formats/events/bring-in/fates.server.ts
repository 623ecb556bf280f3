import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { openStates, type State } from '../states.ts';
import { printOfBrought, printOfEvent } from './event-print.server.ts';
import type { ReadRow } from './finish-row.server.ts';
import type { OwnProblem } from './problems.ts';
import type { Into } from './whose.server.ts';

export const fates = ['new', 'changed', 'edited', 'unchanged', 'refused'] as const;
/** What becomes of a row; `edited`: the file has it otherwise, and somebody changed it here since. */
export type Fate = (typeof fates)[number];

export type FatedRow = ReadRow &
	Readonly<{ fate: Fate; eventId: string | null; digest: string | null }>;

type Known = Readonly<{
	uid: string;
	eventId: string;
	digest: string;
	leftAs: string;
	state: State;
}>;
type Source = Into & Readonly<{ source: 'ical' | 'csv' }>;

/** Compares rows with what an earlier import of the same source has entered. */
export async function fatesOf(
	db: Db,
	source: Source,
	rows: readonly ReadRow[]
): Promise<FatedRow[]> {
	const known = await knownEvents(
		db,
		source,
		rows.map(({ uid }) => uid)
	);
	const fated: FatedRow[] = [];
	for (const row of rows) fated.push(await fateOf(db, row, known.get(row.uid)));
	return fated;
}

async function knownEvents(
	db: Db,
	{ activityId, organisationId, source }: Source,
	uids: readonly string[]
): Promise<ReadonlyMap<string, Known>> {
	const rows = await db
		.selectFrom('eventSources as s')
		.innerJoin('events as e', 'e.id', 's.eventId')
		.select(['s.uid', 's.eventId', 's.digest', 's.leftAs', 'e.state'])
		.where('s.activityId', '=', activityId)
		.where('s.source', '=', source)
		.where('s.organisationId', 'is not distinct from', organisationId)
		.where(sql<boolean>`s.uid = any(${[...uids]}::text[])`)
		.execute();
	return new Map((rows as Known[]).map((row) => [row.uid, row]));
}

async function fateOf(db: Db, row: ReadRow, known: Known | undefined): Promise<FatedRow> {
	if (!row.brought) return { ...row, fate: 'refused', eventId: null, digest: null };
	const digest = printOfBrought(row.brought);
	if (!known) {
		if (row.brought.cancelled) return refused(row, 'cancelled_there');
		return { ...row, fate: 'new', eventId: null, digest };
	}
	const { eventId } = known;
	if (known.digest === digest) return { ...row, brought: null, fate: 'unchanged', eventId, digest };
	if (!openStates.includes(known.state)) return refused(row, 'closed_here');
	const isEdited = (await printOfEvent(db, eventId)) !== known.leftAs;
	return { ...row, fate: isEdited ? 'edited' : 'changed', eventId, digest };
}

const refused = (row: ReadRow, code: OwnProblem): FatedRow => ({
	...row,
	brought: null,
	problems: [{ code, column: null, found: '' }],
	fate: 'refused',
	eventId: null,
	digest: null
});
