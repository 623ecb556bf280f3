import { Refusal } from '../../platform/errors.ts';
import type { LiveService } from './service.ts';
import type { ControlSnapshot } from './snapshot.ts';

const control = 'control:';

/**
 * Topic of those who run the session: they follow it as a draft too. Everybody else's topic is the activity's id and
 * ends when the session is taken back to the drafts.
 */
export const controlTopic = (activityId: string) => `${control}${activityId}`;

/** What a topic's subscribers see now; null: nothing any more. */
export async function frameOf(service: LiveService, topic: string): Promise<string | null> {
	const runs = topic.startsWith(control);
	try {
		const { snapshot, isDraft } = await service.stateOf(runs ? topic.slice(control.length) : topic);
		if (runs) return JSON.stringify({ ...snapshot, isDraft } satisfies ControlSnapshot);
		return isDraft ? null : JSON.stringify(snapshot);
	} catch (error) {
		if (error instanceof Refusal && error.kind === 'missing') return null;
		throw error;
	}
}
