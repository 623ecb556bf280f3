import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { PublicRound } from '../round/public-rounds.server.ts';

/** Whether one can apply: the first thing that people want to know of a round. */
export function whenWords({ open, status }: Pick<PublicRound, 'open' | 'status'>): string {
	if (open) return m.fundpublic_open();
	if (status === 'announced') return m.fundpublic_announced();
	return status === 'running' ? m.fundpublic_closed_for_now() : m.fundpublic_over();
}
