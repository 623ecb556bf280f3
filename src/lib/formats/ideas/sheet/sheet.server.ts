import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { countRows, exchangeRows, type ExchangeRow } from '../exchange/rows.server.ts';
import type { IdeaFilter } from '../filter.ts';
import type { IdeaMap, MapCategory } from '../map.server.ts';
import { statisticsOf, type Totals } from '../statistics/statistics.server.ts';
import { ideaPicture, type IdeaPicture } from './picture.server.ts';

/** What a committee reads: 2,000 ideas are eighty pages already, and four seconds of work for the PDF. */
export const mostOnSheet = 2000;

/** The ideas of a map on paper, by category, those with most supports first. */
export type Sheet = Readonly<{
	totals: Totals;
	/** Days of the first and the last idea, YYYY-MM-DD; null: there is none. */
	period: Readonly<{ from: string; to: string }> | null;
	picture: IdeaPicture | null;
	groups: readonly Readonly<{ category: MapCategory; rows: readonly ExchangeRow[] }>[];
}>;

/** @throws Refusal too_many_to_print (422) */
export async function sheetOf(
	db: Db,
	map: IdeaMap,
	filter: IdeaFilter,
	context: { k: number; today: string }
): Promise<Sheet> {
	const count = await countRows(db, map.activityId, filter, 'public');
	if (count > mostOnSheet) throw new Refusal('invalid', 'too_many_to_print');
	const rows: ExchangeRow[] = [];
	for await (const batch of exchangeRows(db, map.activityId, filter, 'public')) rows.push(...batch);
	const days = rows.map(({ submittedOn }) => submittedOn).sort();
	const { totals } = await statisticsOf(db, map, filter, context);
	return {
		totals,
		period: days.length > 0 ? { from: days[0]!, to: days.at(-1)! } : null,
		picture: await ideaPicture(db, map, filter),
		groups: map.categories
			.map((category) => ({
				category,
				rows: rows
					.filter(({ categoryId }) => categoryId === category.id)
					.sort((a, b) => supportsOf(b) - supportsOf(a) || a.number - b.number)
			}))
			.filter((group) => group.rows.length > 0)
	};
}

/** For the order only: here and in an earlier procedure. */
const supportsOf = ({ supports, importedSupports }: ExchangeRow) => supports + importedSupports;
