import type { PlaceKind } from '../../../core/places/kinds.ts';

/** A place that should have events. */
export type BoardPlace = Readonly<{ id: string; name: string }>;

/** How many events have a date there in one column; closed ones count, cancelled ones do not. */
export type Cell = Readonly<{ approved: number; submitted: number }>;
export type Counted = Readonly<{
	placeId: string;
	/** First day of the column; null: over the whole period, each event once. */
	column: string | null;
	approved: number;
	submitted: number;
}>;

export type BoardRow = BoardPlace & Readonly<{ cells: readonly Cell[]; all: Cell }>;
export type Board = Readonly<{
	kind: PlaceKind;
	/** First days, YYYY-MM-DD. */
	columns: readonly string[];
	/** Whether a column is a day or a week from Monday. */
	unit: 'day' | 'week';
	rows: readonly BoardRow[];
	/** Places of this kind with an approved event, and how many there are, also those that nobody has entered. */
	covered: number;
	of: number;
	/** Least number of places with an event, where the series has set one. */
	goal: number | null;
}>;

/** Up to so many days are shown one by one. */
const mostDays = 14;
/** So many weeks of a series without an end are shown. */
const runningWeeks = 12;

/** The columns of the board. @param today YYYY-MM-DD; a series without an end is shown from this week on */
export function columnsOf(
	{ firstDay, lastDay }: Readonly<{ firstDay: string; lastDay: string | null }>,
	today: string
): Pick<Board, 'columns' | 'unit'> {
	const from = lastDay === null && today > firstDay ? today : firstDay;
	const days = lastDay === null ? runningWeeks * 7 : daysBetween(from, lastDay) + 1;
	if (lastDay !== null && days <= mostDays)
		return { unit: 'day', columns: Array.from({ length: days }, (_, at) => plusDays(from, at)) };
	const monday = mondayOf(from);
	const last = lastDay ?? plusDays(monday, days - 1);
	const weeks = Math.floor(daysBetween(monday, last) / 7) + 1;
	return {
		unit: 'week',
		columns: Array.from({ length: weeks }, (_, at) => plusDays(monday, at * 7))
	};
}

const none: Cell = { approved: 0, submitted: 0 };

/** Every place has a row and every column a cell, empty ones too: those are what the board is for. */
export function boardOf(
	places: readonly BoardPlace[],
	{ columns, unit }: Pick<Board, 'columns' | 'unit'>,
	counted: readonly Counted[],
	{ kind, real, goal }: Readonly<{ kind: PlaceKind; real: number; goal: number | null }>
): Board {
	const key = (placeId: string, column: string | null) => `${placeId} ${column ?? ''}`;
	const cells = new Map(counted.map((cell) => [key(cell.placeId, cell.column), cell]));
	const cellOf = (placeId: string, column: string | null): Cell => {
		const { approved, submitted } = cells.get(key(placeId, column)) ?? none;
		return { approved, submitted };
	};
	const rows = places.map(({ id, name }) => ({
		id,
		name,
		cells: columns.map((column) => cellOf(id, column)),
		all: cellOf(id, null)
	}));
	return {
		...{ kind, columns, unit, rows, goal },
		covered: rows.filter(({ all }) => all.approved > 0).length,
		of: Math.max(rows.length, real)
	};
}

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
export const plusDays = (day: string, days: number): string =>
	new Date(at(day) + days * 86_400_000).toISOString().slice(0, 10);
const daysBetween = (from: string, to: string): number =>
	Math.round((at(to) - at(from)) / 86_400_000);
const mondayOf = (day: string): string => plusDays(day, -((new Date(at(day)).getUTCDay() + 6) % 7));
