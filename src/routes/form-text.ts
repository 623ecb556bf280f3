import { storable } from '#lib/platform/clean-text.ts';

/** A text field of a form; a file or nothing is the empty text. */
export function textOf(data: FormData, name: string): string {
	const value = data.get(name);
	return typeof value === 'string' ? storable(value) : '';
}

/** All texts of a field that stands in the form several times. */
export const textsOf = (data: FormData, name: string): string[] =>
	data
		.getAll(name)
		.filter((value) => typeof value === 'string')
		.map(storable);
