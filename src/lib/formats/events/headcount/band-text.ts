import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { AgeBand } from './schema.ts';

/** "6 bis 11 Jahre", "65 Jahre und älter" */
export function bandText(band: AgeBand): string {
	const [from = '', to] = band.split(/[-+]/);
	return to ? m.eventscount_age_range({ from, to }) : m.eventscount_age_open({ from });
}
