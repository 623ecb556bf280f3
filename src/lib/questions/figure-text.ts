import { formatCount, formatMean } from '../platform/i18n/numbers.ts';
import type { FigureColumn, ResultRow } from './contract.ts';

/** A further figure of a row as its column writes it; a dash where there is nothing to compute it from. */
export function figureText({ figures }: ResultRow, column: FigureColumn, locale: string): string {
	const figure = figures?.[column.key] ?? null;
	if (figure === null) return '–';
	return column.kind === 'count' ? formatCount(figure, locale) : formatMean(figure, locale);
}
