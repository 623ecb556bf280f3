import type { ResultRow } from './contract.ts';

/** What was counted by one of its parts, e.g. by topic: a picture with its table and the sentence that says what it shows. */
export type CountedFigure = Readonly<{
	key: string;
	title: string;
	/** What a row of its table is. */
	part: string;
	sentence: string;
	rows: readonly ResultRow[];
}>;
