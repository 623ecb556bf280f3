/**
 * The local list of what people choose too often: the dictionaries of zxcvbn (leaked passwords, German words and
 * names). Loaded at the first use (about 30 ms), because most processes' lives pass without a new password.
 */
let list: Promise<ReadonlySet<string>> | undefined;

export function commonWords(): Promise<ReadonlySet<string>> {
	list ??= load();
	return list;
}

async function load(): Promise<ReadonlySet<string>> {
	const [common, words, first, last] = await Promise.all([
		import('@zxcvbn-ts/language-common'),
		import('@zxcvbn-ts/language-de/dist/commonWords.json.js'),
		import('@zxcvbn-ts/language-de/dist/firstnames.json.js'),
		import('@zxcvbn-ts/language-de/dist/lastnames.json.js')
	]);
	return new Set([
		...common.dictionary['passwords-common'],
		...words.default,
		...first.default,
		...last.default
	]);
}
