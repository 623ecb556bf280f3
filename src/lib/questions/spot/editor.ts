import { linesField, localesWithText, numberField } from '../form-fields.ts';
import { chosenPicture, noMaterial, type Material } from '../material.ts';
import type { SpotConfig } from './index.ts';

/** One textarea per language with a line per named field: "C4 the fountain". */
export function spotToForm(
	{ picture, columns, rows, names }: SpotConfig,
	locales: readonly string[]
): Record<string, string> {
	const lines = (locale: string) =>
		names.flatMap(({ field, name }) => (name[locale] ? [`${field} ${name[locale]}`] : []));
	return {
		picture: picture.id,
		columns: String(columns),
		rows: String(rows),
		...Object.fromEntries(locales.map((locale) => [`names.${locale}`, lines(locale).join('\n')]))
	};
}

/** The config as typed, before its schema. What belongs together is told by the field that a line begins with. */
export function spotFromForm(
	form: FormData,
	locales: readonly string[],
	material: Material = noMaterial
): unknown {
	const perLocale = locales.map((locale) => linesField(form, `names.${locale}`).map(namedField));
	// In the order of the main language, twice where it is there twice: the schema says so at the second.
	const main = (perLocale[0] ?? []).map(({ field }) => field);
	const others = perLocale.slice(1).flatMap((lines) => lines.map(({ field }) => field));
	const fields = [...main, ...new Set(others.filter((field) => !main.includes(field)))];
	const nameIn = (field: string, index: number) =>
		perLocale[index]!.find((line) => line.field === field)?.name ?? '';
	return {
		picture: chosenPicture(form, 'picture', material),
		columns: numberField(form, 'columns') ?? NaN,
		rows: numberField(form, 'rows') ?? NaN,
		names: fields
			.filter((field) => field !== '')
			.map((field) => ({
				field,
				name: localesWithText(locales, (_, index) => nameIn(field, index))
			}))
	};
}

function namedField(line: string): { field: string; name: string } {
	const [field = '', ...words] = line.split(/\s+/);
	return { field: field.replace(/:$/, '').toUpperCase(), name: words.join(' ') };
}
