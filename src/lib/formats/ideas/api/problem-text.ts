import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';

const texts: Record<string, typeof m.map_problem_fault> = {
	map_unknown: m.map_problem_map_unknown,
	bbox_missing: m.map_problem_bbox_missing,
	bbox_malformed: m.map_problem_bbox_malformed,
	bbox_range: m.map_problem_bbox_range,
	bbox_antimeridian: m.map_problem_bbox_antimeridian,
	bbox_upside_down: m.map_problem_bbox_upside_down,
	zoom_invalid: m.map_problem_zoom_invalid,
	cells_invalid: m.map_problem_cells_invalid,
	unavailable: m.map_problem_unavailable
};

export const geojsonProblemText = (reason: string, locale: Locale): string =>
	(texts[reason] ?? m.map_problem_fault)({}, { locale });
