import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { pathOf } from '../../../core/places/reads.server.ts';
import { isPlaceId } from '../../../core/places/place-id.ts';
import { datesIn } from '../dates/keep-in-step.server.ts';
import type { Series } from '../series/series.server.ts';
import { recurrenceOf } from './content.ts';
import type { EventContent } from './schema.ts';

/**
 * What only the series can say of an event: its themes, its city, its period.
 * @throws Refusal input_invalid with theme_unknown, place_elsewhere, outside_period, no_dates at the field (422)
 */
export async function demandFit(
	trx: Trx,
	series: Pick<Series, 'themes' | 'placeId' | 'firstDay' | 'lastDay'>,
	content: EventContent,
	now: Date
): Promise<void> {
	const fields: Record<string, string> = {};
	const known = new Set(series.themes.map(({ key }) => key));
	if (content.themes.some((key) => !known.has(key))) fields['themes'] = 'theme_unknown';
	if (content.placeId !== null && !(await isSameCity(trx, content.placeId, series.placeId)))
		fields['placeId'] = 'place_elsewhere';
	const period = periodProblem(series, content, now);
	if (period) fields[period.field] = period.reason;
	if (Object.keys(fields).length > 0) throw new Refusal('invalid', 'input_invalid', fields);
}

/** Weeks for the whole city are set up by one district, too: its events may lie anywhere in the city. */
export async function isSameCity(trx: Trx, placeId: string, other: string): Promise<boolean> {
	if (!isPlaceId(placeId)) return false;
	const [here, there] = [await pathOf(trx, placeId), await pathOf(trx, other)];
	return here.length > 0 && here[0]!.id === there[0]?.id;
}

function periodProblem(
	series: Pick<Series, 'firstDay' | 'lastDay'>,
	content: EventContent,
	now: Date
): { field: string; reason: string } | null {
	const recurrence = recurrenceOf(content);
	if (!recurrence) return null;
	const isOutside = (local: string) =>
		local.slice(0, 10) < series.firstDay ||
		(series.lastDay !== null && local.slice(0, 10) > series.lastDay);
	if (isOutside(recurrence.start)) return { field: 'starts', reason: 'outside_period' };
	if (recurrence.also.some(isOutside)) return { field: 'also', reason: 'outside_period' };
	return datesIn(recurrence, series, now).length === 0
		? { field: 'starts', reason: 'no_dates' }
		: null;
}
