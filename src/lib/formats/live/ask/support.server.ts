import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { announceAsks } from '../announce.server.ts';
import {
	knownAsk,
	openBoard,
	recountSupporters,
	type Asker,
	type KnownAsk
} from './board.server.ts';
import { isPublic } from './rules.ts';

/**
 * Says that one wants this answered too. Of a merged question it counts for the one that stands for it. Once more is
 * harmless.
 * @throws Refusal asks_closed (409), ask_unknown (404)
 */
export async function supportAsk(db: Db, asker: Asker, id: string): Promise<void> {
	await change(db, asker, id, async (trx, root) => {
		await trx
			.insertInto('liveAskSupports')
			.values({ askId: root.id, participant: asker.participant })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	});
}

/** Takes the support back, wherever it was given; who asked a question goes on supporting it. */
export async function withdrawSupport(db: Db, asker: Asker, id: string): Promise<void> {
	await change(db, asker, id, async (trx, root) => {
		await trx
			.deleteFrom('liveAskSupports as s')
			.using('liveAsks as a')
			.whereRef('a.id', '=', 's.askId')
			.where('s.participant', '=', asker.participant)
			.where((eb) => eb.or([eb('a.id', '=', root.id), eb('a.mergedInto', '=', root.id)]))
			.where('a.participant', '<>', asker.participant)
			.execute();
	});
}

async function change(
	db: Db,
	{ activityId }: Asker,
	id: string,
	write: (trx: Trx, root: KnownAsk) => Promise<void>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await openBoard(trx, activityId, 'shared');
		const root = await lockedRoot(trx, activityId, id);
		await write(trx, root);
		await recountSupporters(trx, [root.id]);
		await announceAsks(trx, activityId);
	});
}

/** Two who support the same question at once are counted one after the other. */
async function lockedRoot(trx: Trx, activityId: string, id: string): Promise<KnownAsk> {
	const { root } = await knownAsk(trx, activityId, id);
	await trx
		.selectFrom('liveAsks')
		.select('id')
		.where('id', '=', root)
		.forNoKeyUpdate()
		.executeTakeFirst();
	const locked = await knownAsk(trx, activityId, root);
	if (!isPublic(locked)) throw new Refusal('missing', 'ask_unknown');
	return locked;
}
