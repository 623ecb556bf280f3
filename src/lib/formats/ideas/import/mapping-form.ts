import type { IdeaImport } from './imports.server.ts';
import { guessColumns, importFields, type ImportField } from './fields.ts';
import { importMapping, type ImportMapping } from './mapping.ts';

/** Reads the form of the columns; words of categories that were decided before are kept. */
export function mappingOfForm(data: FormData, before: ImportMapping | null) {
	const columns: Partial<Record<ImportField, number>> = {};
	for (const field of importFields) {
		const value = data.get(`column.${field}`);
		if (typeof value === 'string' && /^\d+$/.test(value)) columns[field] = Number(value);
	}
	return importMapping.safeParse({
		columns,
		categories: before?.categories ?? {},
		defaultCategory: data.get('defaultCategory') || null,
		locale: data.get('locale'),
		swap: data.has('swap'),
		shorten: data.has('shorten'),
		publish: data.get('publish') === 'yes'
	});
}

/** Puts what was decided about each word into the mapping; the fields `word` and `to` come in the same order. */
export function withWordsOfForm(data: FormData, mapping: ImportMapping) {
	const [words, chosen] = [data.getAll('word'), data.getAll('to')];
	const decided = words.map((word, index) => [String(word), String(chosen[index] ?? '')]);
	return importMapping.safeParse({
		...mapping,
		categories: { ...mapping.categories, ...Object.fromEntries(decided.filter(([, to]) => to)) }
	});
}

/** What the form shows first: what was chosen last, else what the headers say. */
export function mappingToShow(
	{ columns, mapping }: IdeaImport,
	{ defaultCategory, locale }: { defaultCategory: string; locale: ImportMapping['locale'] }
): ImportMapping {
	return (
		mapping ?? {
			columns: guessColumns(columns.map(({ name }) => name)),
			categories: {},
			defaultCategory,
			locale,
			swap: false,
			shorten: false,
			publish: true
		}
	);
}
