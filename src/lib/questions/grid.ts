/** Fields over a picture or a map: columns have letters, rows numbers, both from the top left corner. */
export type Grid = Readonly<{ columns: number; rows: number }>;

/** More would be too small for a finger on a phone, and hardly anybody would share a field. */
export const mostColumns = 10;
export const mostRows = 12;

/** "A", "B" and so on. */
export const columnName = (column: number): string => String.fromCharCode(65 + column);

/** "C4": third column, fourth row. */
export const fieldName = (column: number, row: number): string => `${columnName(column)}${row + 1}`;

/** Room for the names of columns and rows above and before a picture of this width. */
export const marginOf = (width: number): number => Math.round(width * 0.055);

/** The same as `viewBox` of an SVG. */
export const viewBoxOf = (width: number, height: number): string => {
	const margin = marginOf(width);
	return [-margin, -margin, width + margin, height + margin].join(' ');
};

/** How full a field is drawn: never so faint that one with somebody looks like one with nobody. */
export const heatOf = (count: number, most: number): number => 0.25 + 0.55 * (count / most);

/** All fields as they are read, row by row. */
export const fieldsOf = ({ columns, rows }: Grid): string[] =>
	Array.from({ length: columns * rows }, (_, n) => fieldName(n % columns, Math.floor(n / columns)));

/** Column and row of a field, from 0; null: there is no such field. */
export function positionOf(
	{ columns, rows }: Grid,
	field: string
): Readonly<{ column: number; row: number }> | null {
	const [, letter, number] = /^([A-Z])([1-9]\d?)$/.exec(field) ?? [];
	if (!letter || !number) return null;
	const [column, row] = [letter.charCodeAt(0) - 65, Number(number) - 1];
	return column < columns && row < rows ? { column, row } : null;
}

/** The field in which a point lies; `x` and `y` are fractions from the top left corner. Null: outside. */
export function fieldAt({ columns, rows }: Grid, x: number, y: number): string | null {
	if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) return null;
	// The outer edges belong to the last field.
	const step = (fraction: number, count: number) =>
		Math.min(count - 1, Math.floor(fraction * count));
	return fieldName(step(x, columns), step(y, rows));
}
