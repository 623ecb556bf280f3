import { Refusal } from '../../../platform/errors.ts';
import type { EventRow } from '../event.server.ts';
import { openStates } from '../states.ts';

/** How people register is set while the event and its series go on. @throws Refusal not_possible_now (409) */
export function refuseLate({ state, seriesStatus }: EventRow): void {
	if (!openStates.includes(state) || seriesStatus === 'finished' || seriesStatus === 'archived')
		throw new Refusal('conflict', 'not_possible_now');
}
