import { noneId } from './options.ts';

/** What the hidden field of an editor carries: `id label` of each option as it was, one per line. */
export const idsField = (options: readonly Readonly<{ id: string }>[], labels: readonly string[]) =>
	options.map(({ id }, n) => `${id} ${labels[n] ?? ''}`).join('\n');

/**
 * Ids that survive editing: the same label keeps its id wherever it moved; a line whose label changed keeps the id of its
 * place when the number of lines is the same (a corrected typing error); all others are named after their label.
 * @param before the lines of `idsField`
 */
export function stableIds(labels: readonly string[], before: readonly string[]): string[] {
	const old = before.map((line) => {
		const blank = line.indexOf(' ');
		return blank < 0
			? { id: line, label: '' }
			: { id: line.slice(0, blank), label: line.slice(blank + 1) };
	});
	const taken = new Set<string>([noneId]);
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
