/** What in a text may tell who somebody is. A hint for a person to look, never a decision. */
export const hintKinds = ['email', 'phone', 'iban', 'plate', 'name', 'home'] as const;
export type HintKind = (typeof hintKinds)[number];
export type PersonalHint = Readonly<{ kind: HintKind; text: string }>;

const patterns: Readonly<Record<HintKind, RegExp>> = {
	email: /[^\s@,;:()<>]+@[^\s@,;:()<>]+\.\p{L}{2,}/gu,
	// German numbers with their usual separators; dots would take dates for numbers.
	phone: /(?<![\p{L}\d.,])(?:\+|00|0)(?:[\s/()-]{0,3}\d){6,14}(?![\d.,]\d)/gu,
	iban: /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:\s?[\dA-Z]{4}){3,7}(?:\s?[\dA-Z]{1,3})?(?![\p{L}\d])/gu,
	// Only with its hyphen or two parts in capitals: "BI-AB 123", "BI AB 123".
	plate: /(?<![\p{L}\d])[A-ZÄÖÜ]{1,3}[-\s][A-Z]{1,2}[-\s]?\d{1,4}[EH]?(?![\p{L}\d])/gu,
	name: /(?:(?<!\p{L})(?:Herrn?|Frau|Familie|Hr\.|Fr\.|Mr\.?|Mrs\.?|Ms\.?)\s+(?:Dr\.\s+)?\p{Lu}[\p{L}-]+|(?<!\p{L})(?:[Ii]ch heiße|[Mm]ein Name ist|[Mm]y name is)\s+\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?|(?<!\p{L})(?:السيدة|السيد|اسمي)\s+\p{L}+)/gu,
	home: /\p{Lu}[\p{L}-]*(?:[Ss]traße|[Ss]tr\.|[Ww]eg|[Aa]llee|[Gg]asse|[Uu]fer|[Rr]ing)\s+\d{1,3}(?:\s?[a-h])?(?![\d\p{L}])/gu
};

/** Each find once, in the order of `hintKinds`; at most ten. */
export function personalHints(text: string): PersonalHint[] {
	const found = hintKinds.flatMap((kind) =>
		[...text.matchAll(patterns[kind])].map(([match]): PersonalHint => ({
			kind,
			text: match.trim()
		}))
	);
	const seen = new Set<string>();
	return found.filter((hint) => !seen.has(hint.text) && seen.add(hint.text)).slice(0, 10);
}
