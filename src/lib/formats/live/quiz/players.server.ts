import { randomInt } from 'node:crypto';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { announcePlayers } from '../announce.server.ts';
import { drawPair, type Nickname } from './nickname.ts';

/** A participant of a session, by their pseudonym. */
type Person = Readonly<{ activityId: string; participant: Buffer }>;

/** What a player sees of themselves. */
export type OwnPlayer = Readonly<{ name: Nickname; redrawn: boolean; hidden: boolean }>;

/** A whole number from 0 up to, but not including, its argument. */
type Random = (below: number) => number;

/** Pairs that are tried before a number is put behind one. */
const attempts = 20;

/** Null: they have never played along. */
export async function ownPlayer(
	db: Db,
	{ activityId, participant }: Person
): Promise<OwnPlayer | null> {
	const row = await db
		.selectFrom('livePlayers')
		.select(['adjective', 'animal', 'number', 'redrawn', 'hidden'])
		.where('activityId', '=', activityId)
		.where('participant', '=', participant)
		.executeTakeFirst();
	if (!row) return null;
	const { adjective, animal, number, redrawn, hidden } = row;
	return { name: [adjective, animal, number], redrawn, hidden };
}

/**
 * Plays along, with a drawn name that nobody else has; who was in before has theirs again. Pressed twice it is harmless.
 * @throws Refusal leaderboard_off, session_ended (409)
 */
export async function playAlong(db: Db, person: Person, random: Random = randomInt): Promise<void> {
	await demandGame(db, person.activityId);
	for (let attempt = 0; ; attempt++) {
		if (await setHidden(db, person, false)) return;
		const name = nameAt(attempt, random);
		const isTaken = await announced(db, person, async (trx) => {
			const { numInsertedOrUpdatedRows } = await trx
				.insertInto('livePlayers')
				.values({ ...person, ...columnsOf(name) })
				.onConflict((conflict) => conflict.doNothing())
				.executeTakeFirst();
			return numInsertedOrUpdatedRows ?? 0n;
		});
		if (isTaken) return;
	}
}

/**
 * Draws another name, once: whoever could go on drawing would pick.
 * @throws Refusal leaderboard_off, session_ended, name_final (409)
 */
export async function drawAgain(db: Db, person: Person, random: Random = randomInt): Promise<void> {
	await demandGame(db, person.activityId);
	for (let attempt = 0; ; attempt++) {
		const own = await ownPlayer(db, person);
		if (!own || own.redrawn) throw new Refusal('conflict', 'name_final');
		const name = nameAt(attempt, random);
		if (String(name) === String(own.name)) continue;
		if (await renamed(db, person, name)) return;
	}
}

/** False where somebody else has the name. */
async function renamed(db: Db, person: Person, name: Nickname) {
	try {
		await announced(db, person, async (trx) => {
			const { numUpdatedRows } = await trx
				.updateTable('livePlayers')
				.set({ ...columnsOf(name), redrawn: true })
				.where('activityId', '=', person.activityId)
				.where('participant', '=', person.participant)
				.where('redrawn', '=', false)
				.executeTakeFirst();
			return numUpdatedRows;
		});
		return true;
	} catch (error) {
		if ((error as { code?: string }).code === '23505') return false;
		throw error;
	}
}

/** Does not appear any more; the name is kept for who comes back. Harmless without one. */
export async function stepBack(db: Db, person: Person): Promise<void> {
	await setHidden(db, person, true);
}

/** Nobody can say any more under which name somebody played: part of archiving. */
export const forgetPlayers = (trx: Trx, activityId: string) =>
	trx.deleteFrom('livePlayers').where('activityId', '=', activityId).execute();

/** False where they have never played along. */
const setHidden = (db: Db, person: Person, hidden: boolean) =>
	announced(db, person, async (trx) => {
		const { numUpdatedRows } = await trx
			.updateTable('livePlayers')
			.set({ hidden })
			.where('activityId', '=', person.activityId)
			.where('participant', '=', person.participant)
			.executeTakeFirst();
		return numUpdatedRows;
	});

/** What changes a player is on the stage and on every phone at once. @param write gives the number of rows it changed */
const announced = (db: Db, { activityId }: Person, write: (trx: Trx) => Promise<bigint>) =>
	db.transaction().execute(async (trx) => {
		const isChanged = (await write(trx)) > 0n;
		if (isChanged) await announcePlayers(trx, activityId);
		return isChanged;
	});

async function demandGame(db: Db, activityId: string): Promise<void> {
	const session = await db
		.selectFrom('liveSessions')
		.select(['leaderboard', 'endedAt'])
		.where('activityId', '=', activityId)
		.executeTakeFirst();
	if (!session?.leaderboard) throw new Refusal('conflict', 'leaderboard_off');
	if (session.endedAt) throw new Refusal('conflict', 'session_ended');
}

/** After some attempts all pairs may be taken: then with a number, which gets larger. */
function nameAt(attempt: number, random: Random): Nickname {
	const [adjective, animal] = drawPair(random);
	return [adjective, animal, 1 + Math.floor(attempt / attempts)];
}

const columnsOf = ([adjective, animal, number]: Nickname) => ({ adjective, animal, number });
