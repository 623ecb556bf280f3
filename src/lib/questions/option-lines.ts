import { linesField, localesWithText } from './form-fields.ts';
import { idsField, stableIds } from './option-ids.ts';

/** Something that people choose or judge: ballots refer to its id. */
export type Option = Readonly<{ id: string; label: Readonly<Record<string, string>> }>;

/**
 * A list of options in the asker's form, see `OptionLines.svelte`: one textarea per language, one option per line; line
 * n of each language belongs together. `<name>.ids` is hidden and carries `id label` of the options before, so that
 * their ids stay.
 */
export function linesToForm(
	name: string,
	options: readonly Option[],
	locales: readonly string[]
): Record<string, string> {
	const main = locales[0] ?? '';
	return {
		...wordsToForm(
			name,
			options.map(({ label }) => label),
			locales
		),
		[`${name}.ids`]: idsField(
			options,
			options.map(({ label }) => label[main] ?? '')
		)
	};
}

export function linesFromForm(form: FormData, name: string, locales: readonly string[]): Option[] {
	const labels = wordsFromForm(form, name, locales);
	const main = locales[0] ?? '';
	const ids = stableIds(
		labels.map((label) => label[main] ?? ''),
		linesField(form, `${name}.ids`)
	);
	return labels.map((label, n) => ({ id: ids[n]!, label }));
}

/** The same of lines that are known by their place alone, such as the steps of a scale. */
export const wordsToForm = (
	name: string,
	words: readonly Option['label'][],
	locales: readonly string[]
): Record<string, string> =>
	Object.fromEntries(
		locales.map((locale) => [
			`${name}.${locale}`,
			words.map((label) => label[locale] ?? '').join('\n')
		])
	);

export function wordsFromForm(
	form: FormData,
	name: string,
	locales: readonly string[]
): Record<string, string>[] {
	const lines = locales.map((locale) => linesField(form, `${name}.${locale}`));
	const count = Math.max(0, ...lines.map((own) => own.length));
	return Array.from({ length: count }, (_, n) =>
		localesWithText(locales, (_locale, index) => lines[index]?.[n] ?? '')
	);
}
