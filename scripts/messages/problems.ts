/** A text, or its variants by plural (inlang message format). */
export type Message =
	| string
	| readonly {
			declarations?: readonly string[];
			selectors?: readonly string[];
			match: Readonly<Record<string, string>>;
	  }[];

/** Locale to key to message, of one area. */
export type AreaTexts = Readonly<Record<string, Readonly<Record<string, Message>>>>;

/** Everything that would leave somebody without a text, one line each. */
export function problemsOf(area: string, texts: AreaTexts, locales: readonly string[]): string[] {
	const keys = [...new Set(Object.values(texts).flatMap((locale) => keysIn(locale)))].sort();
	return [
		...Object.keys(texts)
			.filter((locale) => !locales.includes(locale))
			.map((locale) => `${area}: unknown locale ${locale}`),
		...keys
			.filter((key) => !key.startsWith(`${area}_`))
			.map((key) => `${area}: ${key} must begin with ${area}_`),
		...keys.flatMap((key) =>
			locales.flatMap((locale) =>
				problemsOfMessage(key, locale, texts).map(
					(problem) => `${area}/${locale} ${key}: ${problem}`
				)
			)
		)
	];
}

const keysIn = (messages: Readonly<Record<string, Message>>) =>
	Object.keys(messages).filter((key) => key !== '$schema');

function problemsOfMessage(key: string, locale: string, texts: AreaTexts): string[] {
	const message = texts[locale]?.[key];
	if (message === undefined) return ['missing'];
	const wordings = wordingsOf(message);
	const found: string[] = [];
	if (wordings.some((wording) => wording.trim() === '')) found.push('empty');
	found.push(...inputProblems(message, texts['de']?.[key], locale));
	found.push(...pluralProblems(message, locale));
	if (locale === 'de-simple') found.push(...hardSentences(wordings));
	if (locale === 'ar' && leftUntranslated(key, texts)) found.push('not translated');
	return found;
}

/**
 * What can be counted of the rules of Leichte Sprache (Netzwerk Leichte Sprache; DIN SPEC 33429): short sentences.
 * A colon ends a thought as a full stop does.
 */
const mostWords = 15;
function hardSentences(wordings: readonly string[]): string[] {
	return wordings
		.flatMap((text) => text.split(/[.!?:\n]/))
		.filter((sentence) => sentence.trim().split(/\s+/).length > mostWords)
		.map((sentence) => `more than ${mostWords} words: ${sentence.trim()}`);
}

function wordingsOf(message: Message): string[] {
	return typeof message === 'string'
		? [message]
		: message.flatMap(({ match }) => Object.values(match));
}

/**
 * The same inputs as in German: one more is a fault, one less loses what the page wants to say. Leichte Sprache may
 * say less.
 */
function inputProblems(message: Message, german: Message | undefined, locale: string): string[] {
	if (german === undefined) return [];
	const [own, wanted] = [inputsOf(message), inputsOf(german)];
	const needed = locale === 'de-simple' ? [] : wanted;
	return [
		...own.filter((input) => !wanted.includes(input)).map((input) => `{${input}} is not in German`),
		...needed.filter((input) => !own.includes(input)).map((input) => `{${input}} is left out`)
	];
}

/** Inputs that are said or that choose the wording. */
function inputsOf(message: Message): string[] {
	const said = wordingsOf(message).flatMap((text) =>
		[...text.matchAll(/\{\s*(\w+)\s*\}/g)].map(([, name]) => name!)
	);
	const declared =
		typeof message === 'string'
			? []
			: message.flatMap(({ declarations }) =>
					(declarations ?? []).flatMap((text) => /^input (\w+)$/.exec(text)?.[1] ?? [])
				);
	return [...new Set([...said, ...declared])].sort();
}

/** A count without a form of its language would show the key instead of the text. */
function pluralProblems(message: Message, locale: string): string[] {
	if (typeof message === 'string') return [];
	const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
	return message.flatMap(({ declarations = [], match }) => {
		const plurals = declarations.flatMap(
			(text) => /^local (\w+) = \w+: plural/.exec(text)?.[1] ?? []
		);
		return plurals.flatMap((name) => {
			const forms = Object.keys(match).flatMap(
				(key) => new RegExp(`\\b${name}=(\\w+|\\*)`).exec(key)?.[1] ?? []
			);
			if (forms.includes('*')) return [];
			return needed
				.filter((form) => !forms.includes(form))
				.map((form) => `no wording for ${name}=${form}`);
		});
	});
}

/** Latin words and no Arabic ones, where the languages differ at all (a name is the same in every language). */
function leftUntranslated(key: string, texts: AreaTexts): boolean {
	const arabic = texts['ar']?.[key];
	if (arabic === undefined) return false;
	const same = Object.values(texts).every(
		(locale) => JSON.stringify(locale[key]) === JSON.stringify(arabic)
	);
	return (
		!same &&
		wordingsOf(arabic).some((wording) => {
			const words = wording.replace(/\{\s*\w+\s*\}/g, '');
			return /[A-Za-z]{3}/.test(words) && !/\p{Script=Arabic}/u.test(words);
		})
	);
}
