import { numberField, linesField, localesWithText } from '../form-fields.ts';
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
		'options.ids': config.options.map(({ id, label }) => `${id} ${label[main] ?? ''}`).join('\n'),
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

/**
 * Ids that survive editing: the same label keeps its id wherever it moved; a line whose label changed keeps the id of its
 * place when the number of lines is the same (a corrected typing error); all others are named after their label.
 */
function stableIds(labels: readonly string[], before: readonly string[]): string[] {
	const old = before.map((line) => {
		const blank = line.indexOf(' ');
		return blank < 0
			? { id: line, label: '' }
			: { id: line.slice(0, blank), label: line.slice(blank + 1) };
	});
	const taken = new Set<string>(['none']);
	const take = (id: string | undefined) => {
		if (!id || taken.has(id)) return null;
		taken.add(id);
		return id;
	};
	const kept = labels.map((label) => take(old.find((was) => was.label === label && label)?.id));
	const named = labels.map((label, n) => {
		if (kept[n]) return kept[n];
		const inPlace = labels.length === old.length ? take(old[n]?.id) : null;
		return inPlace ?? take(slug(label)) ?? numbered(label, take);
	});
	// The same line twice is the same option twice, which the schema refuses at the second.
	return labels.map((label, n) => named[label === '' ? n : labels.indexOf(label)]!);
}

function numbered(label: string, take: (id: string) => string | null): string {
	for (let n = 2; ; n++) {
		const id = take(`${slug(label).slice(0, 34)}-${n}`);
		if (id) return id;
	}
}

/** `Spielplatz Köln-Süd` -> `spielplatz-koln-sud`; `option` where no Latin letter or digit is left. */
function slug(label: string): string {
	const plain = label
		.normalize('NFKD')
		.replaceAll('ß', 'ss')
		.toLowerCase()
		.replace(/\p{M}/gu, '')
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 40)
		.replace(/^-|-$/g, '');
	return plain || 'option';
}
