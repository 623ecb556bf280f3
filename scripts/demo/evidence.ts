import { bindIndicator, currentBinding } from '#lib/core/indicators/bindings.server.ts';
import { computeDraft, releaseObservation } from '#lib/core/indicators/observations.server.ts';
import type { Definition } from '#lib/core/indicators/schema.ts';
import { formats } from '#lib/formats/registry.ts';
import type { Demo } from './demo.ts';
import { actorOf } from './people.ts';
import { questionsOf, type Session } from './session.ts';

/** Social planning binds the two indicators of measure 540-3 to the session and releases what they say. */
export async function showEvidence(demo: Demo, session: Session): Promise<void> {
	const [involvement] = await questionsOf(demo, session);
	const organisations: Definition = {
		facts: { format: 'live', kinds: ['participation'] },
		filter: { activities: [session.activityId], finalOnly: true },
		metric: { operation: 'distinct', of: 'organisations' }
	};
	const satisfaction: Definition = {
		facts: { format: 'live', kinds: ['answer'] },
		filter: { activities: [session.activityId], items: [involvement!.id], finalOnly: true },
		metric: { operation: 'mean' }
	};
	await release(demo, '540-3.1a', organisations);
	await release(demo, '540-3.1b', satisfaction);
}

/** Binds an indicator and releases what it says, unless that has happened already. */
export async function release(
	demo: Demo,
	indicatorKey: string,
	definition: Definition
): Promise<void> {
	const { db } = demo;
	const planner = await actorOf(demo, 'planung@demo.example');
	const sources = formats.map((format) => format.facts);
	if (!(await currentBinding(db, indicatorKey))) {
		await bindIndicator(db, planner, sources, { indicatorKey, definition, expected: null });
	}
	const released = await db
		.selectFrom('observations')
		.select('id')
		.where('indicatorKey', '=', indicatorKey)
		.where('status', '=', 'released')
		.executeTakeFirst();
	if (released) return;
	const draft = await computeDraft(db, planner, sources, indicatorKey);
	await releaseObservation(db, planner, sources, draft, 5);
}
