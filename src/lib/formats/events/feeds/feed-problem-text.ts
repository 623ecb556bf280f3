import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';

const texts: Record<string, typeof m.map_problem_fault> = {
	series_unknown: m.eventsprogramme_problem_series_unknown,
	event_unknown: m.eventsprogramme_problem_event_unknown,
	unavailable: m.map_problem_unavailable
};

export const feedProblemText = (reason: string, locale: Locale): string =>
	(texts[reason] ?? m.map_problem_fault)({}, { locale });
