import { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { collectIdea } from '../collect/collect-idea.server.ts';
import type { IdeaMap } from '../map.server.ts';
import { permissions } from '../permissions.ts';
import { collectedInput } from '../schema.ts';
import type { boxKey } from './box-key.server.ts';

/** Ideas that a phone sends in one go; a fuller queue comes in several. */
export const mostAtOnce = 25;

const delivery = z.object({
	items: z
		.array(
			z.object({ clientKey: z.uuid('input_invalid'), sealed: z.string().max(40_000, 'too_long') })
		)
		.max(mostAtOnce, 'too_many')
});

/** What became of one of them. What was refused comes back open, so that it can be mended. */
export type Received =
	| Readonly<{ clientKey: string; outcome: 'kept'; number: number }>
	| Readonly<{
			clientKey: string;
			outcome: 'refused';
			reason: string;
			fields: Readonly<Record<string, string>>;
			item: unknown;
	  }>;

/**
 * Takes what a phone collected while it was offline. Each idea stands for itself: one that does not fit holds up no
 * other. Sent twice, also from two tabs at once, every idea is there once.
 * @throws Refusal not_allowed, input_invalid
 */
export async function receiveCollected(
	db: Db,
	actor: Actor,
	map: IdeaMap,
	box: ReturnType<typeof boxKey>,
	body: unknown,
	now: Date
): Promise<Received[]> {
	demand(permissions, actor, 'collect', map);
	const received: Received[] = [];
	for (const item of parse(delivery, body).items) {
		received.push(await receiveOne(item));
	}
	return received;

	async function receiveOne({ clientKey, sealed }: { clientKey: string; sealed: string }) {
		let item: unknown = null;
		try {
			item = JSON.parse(box.open(sealed));
			const input = parse(collectedInput, { ...(item as object), clientKey });
			const { number } = await collectIdea(db, actor, map, input, now);
			return { clientKey, outcome: 'kept', number } as const;
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const { reason, fields } = error;
			return { clientKey, outcome: 'refused', reason, fields, item } as const;
		}
	}
}
