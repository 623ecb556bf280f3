import { Refusal } from '../../platform/errors.ts';
import type { LiveService } from './service.ts';
import type { ControlSnapshot } from './snapshot.ts';

const control = 'control:';
const asks = 'asks:';

/**
 * Topic of those who run the session: they follow it as a draft too. Everybody else's topic is the activity's id and
 * ends when the session is taken back to the drafts.
 */
export const controlTopic = (activityId: string) => `${control}${activityId}`;

/** Topic of those who look at the residents' questions: what changes there is no news for everybody else. */
export const asksTopic = (activityId: string) => `${asks}${activityId}`;

/** What a topic's subscribers see now; null: nothing any more. */
export async function frameOf(service: LiveService, topic: string): Promise<string | null> {
	const runs = topic.startsWith(control);
	if (topic.startsWith(asks)) {
		const list = await service.askListOf(topic.slice(asks.length));
		return list && JSON.stringify(list);
	}
	try {
		const { snapshot, isDraft, asksMark } = await service.stateOf(
			runs ? topic.slice(control.length) : topic
		);
		if (runs) return JSON.stringify({ ...snapshot, isDraft, asksMark } satisfies ControlSnapshot);
		return isDraft ? null : JSON.stringify(snapshot);
	} catch (error) {
		if (error instanceof Refusal && error.kind === 'missing') return null;
		throw error;
	}
}
