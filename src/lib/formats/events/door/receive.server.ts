import { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { permissions } from '../permissions.ts';
import { checkIn, checkInInput, takeBack } from './check-in.server.ts';
import { doorOf, type AtDate } from './door.server.ts';
import type { Presence } from './presence.ts';
import { readPresence } from './read-door.server.ts';

/** Acts that a device sends in one go; more come in several. */
const mostAtOnce = 25;

const delivery = z.object({
	acts: z
		.array(
			z.discriminatedUnion('act', [
				z.object({ act: z.literal('in'), input: checkInInput }),
				z.object({ act: z.literal('back'), nonce: z.uuid('input_invalid') })
			])
		)
		.max(mostAtOnce, 'too_many')
});

/** What became of one act, in the order of the delivery. */
export type Received =
	Readonly<{ outcome: 'kept' }> | Readonly<{ outcome: 'refused'; reason: string }>;

export type Answer = Readonly<{ received: readonly Received[]; presence: Presence }>;

/**
 * Takes what a device at the door noted while it was offline, in its order. Each act stands for itself: one that is
 * refused holds up no other. Sent twice each counts once.
 * @throws Refusal not_allowed, date_unknown, input_invalid
 */
export async function receiveActs(
	db: Db,
	actor: Actor,
	on: AtDate,
	body: unknown,
	now: Date
): Promise<Answer> {
	demand(permissions, actor, 'checkIn', await doorOf(db, on));
	const received: Received[] = [];
	for (const act of parse(delivery, body).acts)
		received.push(
			await outcomeOf(
				act.act === 'in'
					? checkIn(db, actor, on, act.input, now)
					: takeBack(db, actor, on, act.nonce, now)
			)
		);
	return { received, presence: await readPresence(db, actor, on, now) };
}

async function outcomeOf(work: Promise<unknown>): Promise<Received> {
	try {
		await work;
		return { outcome: 'kept' };
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		const [field] = Object.values(thrown.fields);
		return { outcome: 'refused', reason: field ?? thrown.reason };
	}
}
