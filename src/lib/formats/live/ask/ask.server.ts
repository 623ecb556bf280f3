import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { announceAsks } from '../announce.server.ts';
import { needsModerator } from '../moderation/needs-moderator.server.ts';
import { recordOfParticipant, sessionSubject } from '../session.server.ts';
import { knownAsk, leaveStage, openBoard, recountSupporters, type Asker } from './board.server.ts';
import { askLimits, mayEdit } from './rules.ts';
import type { AskInput } from './schema.ts';

/**
 * Asks a question; who asks it supports it. It waits for a moderator where the session says so, and wherever it has a
 * word of the caution list.
 * @throws Refusal asks_closed, too_many_open (409)
 */
export async function ask(
	db: Db,
	{ activityId, participant }: Asker,
	input: AskInput
): Promise<{ id: string; number: number; approved: boolean }> {
	return db.transaction().execute(async (trx) => {
		const { mode, lastAsk } = await openBoard(trx, activityId, 'alone');
		await refuseMany(trx, { activityId, participant });
		const approved = mode === 'atOnce' && !(await needsModerator(trx, [input.text]));
		const number = lastAsk + 1;
		await trx
			.updateTable('liveSessions')
			.set({ lastAsk: number })
			.where('activityId', '=', activityId)
			.execute();
		const { id } = await trx
			.insertInto('liveAsks')
			.values({ activityId, participant, number, ...input, approved, supporters: 1 })
			.returning('id')
			.executeTakeFirstOrThrow();
		await trx.insertInto('liveAskSupports').values({ askId: id, participant }).execute();
		await announceAsks(trx, activityId);
		return { id, number, approved };
	});
}

/** Under the lock of the session, so that two questions at once are not both the last allowed one. */
async function refuseMany(trx: Trx, { activityId, participant }: Asker): Promise<void> {
	const { open } = await trx
		.selectFrom('liveAsks')
		.select(({ fn }) => fn.countAll<number>().as('open'))
		.where('activityId', '=', activityId)
		.where('participant', '=', participant)
		.where('answered', '=', false)
		.where('mergedInto', 'is', null)
		.executeTakeFirstOrThrow();
	if (open >= askLimits.open) throw new Refusal('conflict', 'too_many_open');
}

/**
 * Changes the words of one's own question while it waits.
 * @throws Refusal asks_closed, ask_final (409), ask_unknown (404; also of somebody else's question)
 */
export async function editAsk(db: Db, asker: Asker, id: string, input: AskInput): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await openBoard(trx, asker.activityId, 'alone');
		const own = await ownAsk(trx, asker, id);
		if (!mayEdit(own)) throw new Refusal('conflict', 'ask_final');
		await trx.updateTable('liveAsks').set(input).where('id', '=', id).execute();
		// Who approved approved other words.
		await trx.deleteFrom('liveAskApprovals').where('askId', '=', id).execute();
		await announceAsks(trx, asker.activityId);
	});
}

/**
 * Takes one's own question back, at any time: it is deleted. What was merged into it stands by itself again.
 * @throws Refusal ask_unknown (404)
 */
export async function withdrawAsk(db: Db, asker: Asker, id: string, now: Date): Promise<void> {
	const { activityId } = asker;
	const session = await sessionSubject(db, activityId);
	await db.transaction().execute(async (trx) => {
		await openBoard(trx, activityId, 'alone');
		const own = await ownAsk(trx, asker, id);
		await leaveStage(trx, activityId, id);
		const freed = await trx
			.updateTable('liveAsks')
			.set({ mergedInto: null })
			.where('mergedInto', '=', id)
			.returning('id')
			.execute();
		await trx.deleteFrom('liveAsks').where('id', '=', id).execute();
		await recountSupporters(trx, own.merged ? [own.root] : freed.map((one) => one.id));
		await recordOfParticipant(trx, now, session, 'askWithdrawn', { number: own.number });
		await announceAsks(trx, activityId);
	});
}

/** Of other people's questions nobody learns that they are there. */
async function ownAsk(trx: Trx, { activityId, participant }: Asker, id: string) {
	const found = await knownAsk(trx, activityId, id);
	if (!found.participant.equals(participant)) throw new Refusal('missing', 'ask_unknown');
	return found;
}
