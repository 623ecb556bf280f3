import type { InnermostPlace } from '../../../core/places/innermost.server.ts';
import type { IdeaMap } from '../map.server.ts';
import type { ImportField } from './fields.ts';
import type { FileColumn, ImportMapping } from './mapping.ts';
import type { RowProblemCode } from './problems.ts';
import { wordKey } from '../../../platform/cell-values.ts';

/** Everything that a row is read against. */
export type RowContext = Readonly<{
	map: IdeaMap;
	mapping: ImportMapping;
	columns: readonly FileColumn[];
	/** Places of the map by `wordKey` of id and name; two of the same name are ambiguous (null). */
	places: ReadonlyMap<string, PlaceToFind | null>;
	innermost: InnermostPlace;
	/** YYYY-MM-DD */
	today: string;
}>;
export type PlaceToFind = Readonly<{ id: string; lat: number | null; lng: number | null }>;

/** Tells what is wrong with the row; `found` where it is not simply what stands in the field's column. */
export type Tell = (code: RowProblemCode, field: ImportField | null, found?: string) => void;

/** A row while it is read. */
export type Row = Readonly<{
	/** The trimmed text of the field's column; empty where there is none. */
	cell(field: ImportField): string;
	tell: Tell;
	context: RowContext;
}>;

/** The code that a word stands for; the codes themselves are understood too. */
export function word<Code extends string, None>(
	{ cell, tell }: Row,
	field: ImportField,
	words: ReadonlyMap<string, Code>,
	none: None,
	unknown: RowProblemCode
): Code | None {
	const text = wordKey(cell(field));
	if (text === '') return none;
	const code = words.get(text);
	if (code === undefined) tell(unknown, field);
	return code ?? none;
}
