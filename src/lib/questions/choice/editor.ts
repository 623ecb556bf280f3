import { numberField, linesField, localesWithText } from '../form-fields.ts';
import { idsField, stableIds } from '../option-ids.ts';
import type { ChoiceConfig } from './index.ts';

/**
 * One textarea per language, one option per line; line n of each language belongs together.
 * `options.ids` is hidden and carries `id label` of the options before, so that their ids stay.
 */
export function choiceToForm(
	config: ChoiceConfig,
	locales: readonly string[]
): Record<string, string> {
	const lines = locales.map((locale) => [
		`options.${locale}`,
		config.options.map(({ label }) => label[locale] ?? '').join('\n')
	]);
	const main = locales[0] ?? '';
	return {
		...Object.fromEntries(lines),
		'options.ids': idsField(
			config.options,
			config.options.map(({ label }) => label[main] ?? '')
		),
		min: String(config.min),
		max: String(config.max),
		...(config.noneOfThese ? { noneOfThese: 'on' } : {})
	};
}

/** The config as typed, before its schema. No maximum means: all options. */
export function choiceFromForm(form: FormData, locales: readonly string[]): unknown {
	const lines = locales.map((locale) => linesField(form, `options.${locale}`));
	const count = Math.max(0, ...lines.map((own) => own.length));
	const main = lines[0] ?? [];
	const ids = stableIds(
		Array.from({ length: count }, (_, n) => main[n] ?? ''),
		linesField(form, 'options.ids')
	);
	const options = ids.map((id, n) => ({
		id,
		label: localesWithText(locales, (_, index) => lines[index]?.[n] ?? '')
	}));
	return {
		options,
		min: numberField(form, 'min') ?? 1,
		max: numberField(form, 'max') ?? Math.max(1, options.length),
		noneOfThese: form.has('noneOfThese')
	};
}
