import { formatCount, formatShare } from '../platform/i18n/numbers.ts';
import type { Column } from './column.ts';
import type { ResultRow, ResultTable } from './contract.ts';
import type { Grid } from './grid.ts';
import type { QuestionPicture } from './material.ts';
import type { StackedPart, StackedRow } from './stacked-rows.ts';

/** A lying bar. */
export type ChartBar = Readonly<{
	key: string;
	label: string;
	/** In which whoever answered wrote the label. */
	language?: string;
	/** What is said at its end. */
	figure: string;
	/** Of the longest possible bar, 0 to 1. */
	share: number;
	/** It stands apart from the others ("none of these", "don't know") and is hatched. */
	apart?: boolean;
	/** It is the right answer. */
	right?: boolean;
}>;

export type BarsChart = Readonly<{ kind: 'bars'; bars: readonly ChartBar[] }>;
export type StackedChart = Readonly<{
	kind: 'stacked';
	rows: readonly StackedRow[];
	/** What the parts of every bar are, in their order. */
	parts: readonly StackedPart[];
	/** Whether the first part is the darkest or the last. */
	darkest: 'first' | 'last';
}>;
export type ColumnsChart = Readonly<{
	kind: 'columns';
	columns: readonly Column[];
	/** People whose answer lies so far out that no column has it; absent: nobody's does. */
	outside?: number;
}>;
/** Items on a square of two scales, numbered; `x` and `y` in percent from its lower left corner. */
export type PlaneChart = Readonly<{
	kind: 'plane';
	across: string;
	up: string;
	markers: readonly Readonly<{ key: string; number: number; x: number; y: number }>[];
	items: readonly Readonly<{ key: string; label: string; figure: string }>[];
}>;
/** People per field of a picture or a map, in units of what lies below. */
export type FieldsChart = Readonly<{
	kind: 'fields';
	grid: Grid;
	width: number;
	height: number;
	/** Fields that could be chosen; absent: all. */
	fields?: readonly string[];
	counts: readonly Readonly<{ key: string; count: number }>[];
	ground:
		| Readonly<{ kind: 'picture'; picture: QuestionPicture }>
		| Readonly<{
				kind: 'outline';
				path: string;
				names: readonly Readonly<{ name: string; x: number; y: number }>[];
		  }>;
}>;
/** What people wrote, in their words. */
export type TextsChart = Readonly<{
	kind: 'texts';
	texts: readonly Pick<ResultRow, 'key' | 'label' | 'language' | 'count'>[];
}>;

/** A result before anybody has drawn it: what is compared, with what, in the reader's words. */
export type Chart = BarsChart | StackedChart | ColumnsChart | PlaneChart | FieldsChart | TextsChart;

/** A bar per row: its people, as a share of all who answered. @param apart keys of rows that stand apart */
export const barsOf = (
	{ rows }: ResultTable,
	locale: string,
	apart: readonly string[] = []
): BarsChart => ({
	kind: 'bars',
	bars: rows.map((row) => ({
		...named(row, apart),
		figure: `${formatCount(row.count, locale)} · ${formatShare(row.share, locale)}`,
		share: row.share
	}))
});

const named = ({ key, label, language, right }: ResultRow, apart: readonly string[]) => ({
	key,
	label,
	...(language && { language }),
	...(apart.includes(key) && { apart: true }),
	...(right && { right })
});
