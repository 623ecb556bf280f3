import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { DateState } from '../states.ts';
import type { ProgrammeFilter } from './filter.ts';
import { dayPlus, monthPlus } from './month.ts';
import { conditionsOf, publicDates } from './public-dates.server.ts';

/** As many dates as one day of a month names; of more it says how many. */
export const mostNamed = 4;

export type MonthDate = Readonly<{
	dateId: string;
	number: number;
	title: Translated;
	startsAt: Date;
	state: DateState;
}>;
/** A day on which something begins. */
export type MonthDay = Readonly<{ day: string; dates: readonly MonthDate[]; total: number }>;

/**
 * The days of a month on which something begins, the past ones too. The days of the filter do not count.
 * @param month YYYY-MM
 */
export async function monthOf(
	db: Db,
	activityId: string,
	filter: ProgrammeFilter,
	month: string
): Promise<MonthDay[]> {
	const [from, to] = [`${month}-01`, dayPlus(`${monthPlus(month, 1)}-01`, -1)];
	const conditions = await conditionsOf(db, { ...filter, from, to });
	const rows = await db
		.with('found', () =>
			publicDates(db, activityId)
				.where(({ and }) => and(conditions))
				.select(['d.id as dateId', 'e.number', 'e.title', 'd.startsAt', 'd.state'])
				.select(
					sql<string>`to_char(d.starts_at at time zone 'Europe/Berlin', 'YYYY-MM-DD')`.as('day')
				)
		)
		.with('ranked', (cte) =>
			cte
				.selectFrom('found')
				.selectAll()
				.select([
					sql<number>`row_number() over (partition by day order by starts_at, number)`.as('nth'),
					sql<number>`(count(*) over (partition by day))::int`.as('total')
				])
		)
		.selectFrom('ranked')
		.select(['dateId', 'number', 'title', 'startsAt', 'state', 'day', 'total'])
		.where('nth', '<=', mostNamed)
		// One that began before the month and goes on in it stands on the day it began.
		.where('day', '>=', from)
		.orderBy('startsAt')
		.orderBy('number')
		.execute();
	const days = Map.groupBy(rows, ({ day }) => day);
	return [...days].map(([day, own]) => ({
		day,
		total: own[0]!.total,
		dates: own.map(({ day: _day, total: _total, ...date }) => date as MonthDate)
	}));
}
