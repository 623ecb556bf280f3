import { withLatinDigits } from '../../platform/clean-text.ts';

// The surest first: what is part of a mail address or an IBAN is no phone number too.
export const hintKinds = ['email', 'iban', 'plate', 'phone', 'home', 'name'] as const;
export type HintKind = (typeof hintKinds)[number];
export type PersonalHint = Readonly<{ kind: HintKind; text: string }>;

/** More than these are not read. */
const mostHints = 10;

/**
 * What in a text may tell who somebody is, in German, English and Arabic. It warns, it decides nothing: whoever wrote
 * the text may go on, staff look anyway. A false alarm costs a glance.
 * @returns each thing once, in the order of the text, at most ten
 */
export function personalHints(text: string): PersonalHint[] {
	const read = withLatinDigits(text);
	const found: (PersonalHint & { at: number; end: number })[] = [];
	for (const kind of hintKinds) {
		for (const match of read.matchAll(patterns[kind])) {
			const [at, end] = [match.index, match.index + match[0].length];
			if (found.some((one) => at < one.end && end > one.at)) continue;
			if (isReally[kind]?.(match[0], read) === false) continue;
			found.push({ kind, text: text.slice(at, end).trim(), at, end });
		}
	}
	return found
		.sort((a, b) => a.at - b.at)
		.filter((one, index, all) => all.findIndex(({ text }) => text === one.text) === index)
		.slice(0, mostHints)
		.map(({ kind, text }) => ({ kind, text }));
}

const word = String.raw`(?<![\p{L}\p{N}])`;
const wordEnd = String.raw`(?![\p{L}\p{N}])`;

/** Ends of street names that are words of their own as well; they count inside a longer word only. */
const streetEnd =
	'straße|strasse|str\\.|weg|allee|gasse|ring|damm|ufer|platz|steig|pfad|hof|markt|wall|kamp';

/** After a number these make it an amount: "Schulweg 5 Minuten". */
const amounts =
	'minuten?|min|std|stunden?|meter|m|km|uhr|euro|tage?|jahre?|mal|leute|menschen|personen|kinder|bänke|bäume|prozent|minutes?|meters?|hours?|people';

const patterns: Readonly<Record<HintKind, RegExp>> = {
	email: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
	iban: new RegExp(`${word}[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{2,4}){3,8}${wordEnd}`, 'g'),
	// District, one or two letters, up to four digits; H and E stand for old and electric cars (FZV, Anlage 4).
	plate: new RegExp(
		`${word}[A-ZÄÖÜ]{1,3}(?:-|\\s|\\s?-\\s?)[A-Z]{1,2}[\\s-]?[1-9]\\d{0,3}[EH]?${wordEnd}`,
		'gu'
	),
	phone:
		/(?<![\p{L}\p{N}.,:/-])(?:\+|00?)\s?\(?[1-9][\d\s()/.–-]{4,20}\d(?![\d:%€])|\(0\d{2,5}\)[\d\s/–-]{4,15}\d/gu,
	home: new RegExp(
		[
			// Herforder Straße 12, August-Bebel-Str. 5a
			`${word}\\p{Lu}[\\p{L}-]+[\\s-](?:Straße|Strasse|Str\\.)\\s?\\d{1,3}\\s?[a-h]?${wordEnd}`,
			// Bahnhofstraße 12, Schulweg 3
			`${word}\\p{Lu}[\\p{L}-]{2,}(?:${streetEnd})\\s?\\d{1,3}\\s?[a-h]?${wordEnd}(?!\\s?(?:${amounts})${wordEnd})`,
			// 12 Station Road
			`${word}\\d{1,4}[a-h]?\\s(?:\\p{Lu}\\p{L}+\\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive)${wordEnd}`,
			// شارع الملك فيصل 12
			`(?:شارع|ش\\.)\\s(?:\\p{Script=Arabic}+\\s){1,4}(?:رقم\\s)?\\d{1,3}`
		].join('|'),
		'giu'
	),
	name: new RegExp(
		`${word}(?:[Ii]ch heiße|[Mm]ein Name ist|[Mm]y name is)\\s\\p{Lu}[\\p{L}-]+(?:\\s\\p{Lu}[\\p{L}-]+)?` +
			`|${word}(?:Herrn?|Frau|Fam\\.|Familie|Mr|Mrs|Ms|Miss|Mister)\\.?\\s(?:(?:Dr|Prof)\\.\\s)*\\p{Lu}[\\p{L}’'-]+` +
			`|(?:السيدة|السيد|الأستاذة|الأستاذ|الدكتورة|الدكتور|عائلة|اسمي)\\s\\p{Script=Arabic}{2,}`,
		'gu'
	)
};

/** What a pattern cannot say. */
const isReally: Readonly<Partial<Record<HintKind, (match: string, text: string) => boolean>>> = {
	iban: (match) => hasRightCheckDigits(match.replaceAll(' ', '')),
	phone: (match) => {
		const digits = match.replace(/\D/g, '').length;
		return digits >= 7 && digits <= 15 && !looksLikeDate(match);
	},
	home: (match) => /^\p{Lu}|^\d|^\p{Script=Arabic}/u.test(match)
};

/** "01.02.2026", "01/02/26", "08.30 - 18.00": numbers with a leading zero that are days and hours. */
const looksLikeDate = (match: string): boolean =>
	/^\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})(?:\D|$)|^\d{1,2}\.\d{2}\s?[–-]\s?\d{1,2}\.\d{2}/.test(
		match
	);

/** ISO 13616: the first four signs put last, letters as numbers from 10, remainder of 97 is 1. */
function hasRightCheckDigits(iban: string): boolean {
	const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((sign) => parseInt(sign, 36)).join('');
	return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}
