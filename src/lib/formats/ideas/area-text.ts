import type { PointsProblem } from '../../core/places/area-points.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';

type Found = { line: string; found: string };
const texts: Readonly<Record<PointsProblem['code'], (inputs: Found) => string>> = {
	points_few: () => m.ideastaff_points_few(),
	points_many: () => m.ideastaff_points_many(),
	point_unreadable: (inputs) => m.ideastaff_point_unreadable(inputs),
	point_swapped: (inputs) => m.ideastaff_point_swapped(inputs),
	point_range: (inputs) => m.ideastaff_point_range(inputs),
	points_cross: ({ found }) => m.ideastaff_points_cross({ found })
};

/** What is wrong with points that were typed, naming the line. */
export const pointsProblemText = ({ code, line, found }: PointsProblem): string =>
	texts[code]({ line: String(line ?? ''), found: found ?? '' });
