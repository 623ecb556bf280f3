import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { actorAtControl } from '../control/control-actor.server.ts';
import type { LiveService } from '../service.ts';
import type { LiveSnapshot } from '../snapshot.ts';

/** What the stage shows; a draft's only to those who may run it, to see the room's screen beforehand. */
export type StageView = Readonly<{ snapshot: LiveSnapshot; isDraft: boolean }>;

type Asking = Readonly<{
	live: LiveService;
	actor: Actor;
	code: string;
	/** Of a control link. */
	key: string | undefined;
	now: Date;
}>;

/** @throws Refusal code_unknown, code_expired */
export async function stageOf(db: Db, asking: Asking): Promise<StageView> {
	const { live, actor, code, key, now } = asking;
	try {
		return { snapshot: await live.snapshot(code), isDraft: false };
	} catch (error) {
		if (!(error instanceof Refusal) || error.reason !== 'code_unknown') throw error;
		const control = await actorAtControl(db, { signedIn: actor, code, key, now });
		if (!control) throw error;
		return live.stateOf(control.activityId);
	}
}
