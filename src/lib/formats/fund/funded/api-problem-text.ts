import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';

const texts: Record<string, typeof m.map_problem_fault> = {
	round_unknown: m.fundpublic_problem_round_unknown,
	bbox_malformed: m.map_problem_bbox_malformed,
	bbox_range: m.map_problem_bbox_range,
	bbox_antimeridian: m.map_problem_bbox_antimeridian,
	bbox_upside_down: m.map_problem_bbox_upside_down,
	unavailable: m.map_problem_unavailable
};

export const fundProblemText = (reason: string, locale: Locale): string =>
	(texts[reason] ?? m.map_problem_fault)({}, { locale });
