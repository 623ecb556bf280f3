import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { log } from '../../../platform/log.ts';
import { ImportTrouble, type Trouble } from './problems.ts';

export const importStates = [
	'reading',
	'mapping',
	'checking',
	'checked',
	'importing',
	'done',
	'undone',
	'failed',
	'cancelled'
] as const;
export type ImportState = (typeof importStates)[number];

/** States in which a process works at an import, and nobody else may. */
const working: readonly ImportState[] = ['reading', 'checking', 'importing'];

const beat = 5_000;
/** A process that has said nothing for so long has ended: six times the beat, for a machine that is busy. */
export const silentAfter = 30_000;

export const isInterrupted = (state: ImportState, heartbeatAt: Date, now: Date): boolean =>
	working.includes(state) && now.getTime() - heartbeatAt.getTime() > silentAfter;

/**
 * Takes an import for a step of work. Of two who try at once one gets it; one whose process has ended may be taken
 * again, because each step writes its end in one transaction and can be done from its start.
 */
export async function claim(
	db: Db,
	importId: string,
	from: readonly ImportState[],
	to: 'checking' | 'importing'
): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('ideaImports')
		.set({ state: to, done: 0, heartbeatAt: sql<string>`now()`, trouble: null })
		.where('id', '=', importId)
		.where((eb) =>
			eb.or([
				eb('state', 'in', [...from]),
				eb.and([
					eb('state', '=', to),
					eb('heartbeatAt', '<', sql<Date>`now() - make_interval(secs => ${silentAfter / 1000})`)
				])
			])
		)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Tells how far the work is. Needs no transaction of the work, so that pages see it at once. */
export type Progress = (done: number) => Promise<void>;

/**
 * Does a step of work at an import, and says meanwhile that it is alive. What goes wrong ends in the import's row: a
 * file that cannot be read as its reason, a fault of ours as a reference that the log has too.
 * @param otherwise state of the import when the work fails
 */
export async function workAt(
	db: Db,
	importId: string,
	otherwise: 'failed' | 'mapping' | 'checked',
	work: (progress: Progress) => Promise<void>
): Promise<void> {
	const alive = () =>
		db
			.updateTable('ideaImports')
			.set({ heartbeatAt: sql<string>`now()` })
			.where('id', '=', importId)
			.execute()
			.catch((error: unknown) => log.warn({ err: error }, 'heartbeat of an import failed'));
	const timer = setInterval(() => void alive(), beat);
	try {
		await work(async (done) => {
			await db
				.updateTable('ideaImports')
				.set({ done, heartbeatAt: sql<string>`now()` })
				.where('id', '=', importId)
				.execute();
		});
	} catch (error) {
		await keepTrouble(db, importId, otherwise, troubleOf(error, importId));
	} finally {
		clearInterval(timer);
	}
}

function troubleOf(error: unknown, importId: string): Trouble {
	if (error instanceof ImportTrouble) return error.trouble;
	log.error({ import: importId, err: error }, 'import of ideas failed');
	return { code: 'fault' };
}

async function keepTrouble(db: Db, importId: string, state: ImportState, trouble: Trouble) {
	await db
		.updateTable('ideaImports')
		.set({ state, trouble: JSON.stringify(trouble) })
		.where('id', '=', importId)
		.execute()
		// The database is away: the import counts as interrupted, which is true.
		.catch((error: unknown) => log.warn({ err: error }, 'end of an import could not be kept'));
}
