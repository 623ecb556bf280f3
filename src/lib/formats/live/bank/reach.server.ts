import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { subtreeIds } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { permissions } from '../permissions.ts';

/** A question of the bank with its newest version. */
export type BankQuestion = Readonly<{
	id: string;
	placeId: string;
	type: string;
	latest: number;
	archivedAt: Date | null;
}>;

/** @throws Refusal bank_unknown (404) */
export async function bankQuestion(db: Db, id: string): Promise<BankQuestion> {
	const found = isUuid(id)
		? await db.selectFrom('liveBankQuestions').selectAll().where('id', '=', id).executeTakeFirst()
		: null;
	if (!found) throw new Refusal('missing', 'bank_unknown');
	return found;
}

/** The question, for somebody who may read it. @throws Refusal bank_unknown (404), not_allowed */
export async function readableBankQuestion(
	db: Db,
	actor: Actor,
	id: string
): Promise<BankQuestion> {
	const found = await bankQuestion(db, id);
	const reach = await subtreeIds(db, [found.placeId]);
	demand(permissions, actor, 'take', { placeId: found.placeId, reach });
	return found;
}

/** These places and all around them: whoever works at one of the former may take questions kept at the latter. */
export async function placesAround(db: Db, placeIds: readonly string[]): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		with recursive around as (
			select id, parent_id from places where id = any (${placeIds}::text[])
			union
			select p.id, p.parent_id from places p join around a on p.id = a.parent_id
		)
		select id from around`.execute(db);
	return rows.map(({ id }) => id);
}
