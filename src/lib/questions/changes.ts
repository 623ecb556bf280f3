import { textFor, type Translated } from '../platform/i18n/translated.ts';
import type { Question } from './contract.ts';

export type Asked = Pick<Question, 'type' | 'prompt' | 'config'>;

/** One thing in which a question differs from how it was asked before. */
export type Change =
	| Readonly<{ kind: 'type'; before: string; after: string }>
	/** Other words in one language; null: it was, or is, not said in it. */
	| Readonly<{
			kind: 'wording';
			/** The prompt, an option, or other words such as the ends of a scale. */
			of: 'prompt' | 'option' | 'other';
			language: string;
			before: string | null;
			after: string | null;
	  }>
	| Readonly<{ kind: 'added' | 'removed'; label: Translated }>
	/** The same options in another order. */
	| Readonly<{ kind: 'order' }>
	/** Scale, numbers of answers, costs: the name of the setting in the config, and its values where they can be read. */
	| Readonly<{ kind: 'rule'; setting: string; before: string | null; after: string | null }>;

/** In what two wordings of a question differ, in the order prompt, options, rules; empty: word for word the same. */
export function changesBetween(before: Asked, after: Asked): Change[] {
	if (before.type !== after.type) return [{ kind: 'type', before: before.type, after: after.type }];
	return [
		...wordChanges('prompt', before.prompt, after.prompt),
		...settingChanges('', before.config, after.config)
	];
}

/** A question as a reader of this language sees it: every text in the one language that they read. */
export function askedIn({ type, prompt, config }: Asked, locale: string): Asked {
	return { type, prompt: { [locale]: textFor(prompt, locale) }, config: readIn(config, locale) };
}

function readIn(value: unknown, locale: string): unknown {
	if (Array.isArray(value)) return value.map((part) => readIn(part, locale));
	if (!isRecord(value)) return value;
	if (isText(value) && Object.keys(value).length > 0) return { [locale]: textFor(value, locale) };
	return Object.fromEntries(
		Object.entries(value).map(([name, part]) => [name, readIn(part, locale)])
	);
}

function wordChanges(
	of: 'prompt' | 'option' | 'other',
	before: Translated,
	after: Translated
): Change[] {
	return [...new Set([...Object.keys(before), ...Object.keys(after)])]
		.filter((language) => before[language] !== after[language])
		.map((language) => ({
			kind: 'wording',
			of,
			language,
			before: before[language] ?? null,
			after: after[language] ?? null
		}));
}

function settingChanges(setting: string, before: unknown, after: unknown): Change[] {
	if (isText(before) && isText(after))
		return wordChanges(setting === 'label' ? 'option' : 'other', before, after);
	if (isOptions(before) && isOptions(after)) return optionChanges(before, after);
	if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
		return before.flatMap((part, n) => settingChanges(setting, part, after[n]));
	if (isRecord(before) && isRecord(after))
		return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
			settingChanges(name, before[name], after[name])
		);
	if (before === after) return [];
	return [{ kind: 'rule', setting, before: readable(before), after: readable(after) }];
}

function optionChanges(before: readonly Option[], after: readonly Option[]): Change[] {
	const missingIn = (others: readonly Option[]) => (option: Option) =>
		!others.some(({ id }) => id === option.id);
	const ids = (some: readonly Option[], others: readonly Option[]) =>
		some.flatMap((option) => (missingIn(others)(option) ? [] : [option.id])).join('\n');
	const moved: Change[] = ids(before, after) === ids(after, before) ? [] : [{ kind: 'order' }];
	const kept = after.flatMap((option) => {
		const was = before.find(({ id }) => id === option.id);
		return was ? settingChanges('', was, option) : [];
	});
	const told = (kind: 'added' | 'removed', some: readonly Option[]): Change[] =>
		some.map(({ label }) => ({ kind, label }));
	return [
		...told('removed', before.filter(missingIn(after))),
		...told('added', after.filter(missingIn(before))),
		...kept,
		...moved
	];
}

type Option = Readonly<{ id: string; label: Translated }>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Language tags to texts, as `translatedSchema` has them. */
const isText = (value: unknown): value is Translated =>
	isRecord(value) &&
	Object.entries(value).every(
		([tag, text]) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) && typeof text === 'string'
	);

/** A list whose parts are known by their ids, also where one of the two is empty. */
const isOptions = (value: unknown): value is Option[] =>
	Array.isArray(value) &&
	value.every((part) => isRecord(part) && typeof part['id'] === 'string' && isText(part['label']));

/** Config is JSON: what is no object, list or null is one text, figure or yes or no. */
const readable = (value: unknown): string | null =>
	value === undefined || typeof value === 'object' ? null : String(value);
