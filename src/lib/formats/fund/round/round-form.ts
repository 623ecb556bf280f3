import {
	activityValuesOf,
	checkedActivity,
	chosenLanguages,
	typedActivity,
	typedText,
	typedTexts,
	typedTranslation,
	writtenIn,
	type ActivityValues
} from '../../../core/activities/activity-form.ts';
import { firstFreeSlug, slugOf } from '../../../core/activities/slug.ts';
import { centsAsInput, typedCents } from '../../../platform/money.ts';
import type { FundRules } from './rules.ts';
import { roundInput, type RoundInput } from './schema.ts';

type Texts = Readonly<Record<string, string>>;

export type CompetenceValues = Readonly<{ body: string; upToCents: string }>;
export type CriterionValues = Readonly<{
	/** Empty: a new one. */
	key: string;
	name: Texts;
	most: string;
	weight: string;
}>;

/** Rules that are one sum, and those that are one whole number. An empty field is no limit where there may be none. */
export const sumRules = ['floorCents', 'ceilingCents'] as const;
export const numberRules = [
	'ownSharePercent',
	'leadDays',
	'longestDays',
	'quorum',
	'overrunPercent',
	'proofDays',
	'answerDays',
	'keepYears'
] as const;
export type NumberRule = (typeof numberRules)[number];

export type RuleValues = Readonly<
	Record<(typeof sumRules)[number] | NumberRule, string> & {
		inKindCounted: boolean;
		hourCents: string;
		excludedCategories: readonly string[];
		excludedText: Texts;
		competences: readonly CompetenceValues[];
		secretVote: boolean;
		criteria: readonly CriterionValues[];
	}
>;

/** The fields of the settings form as they were typed, so that nothing is lost after a refusal. */
export type RoundValues = ActivityValues &
	Readonly<{ slug: string; potId: string; intro: Texts; rules: RuleValues }>;

export const roundValuesOf = (input: RoundInput): RoundValues => ({
	...activityValuesOf(input),
	slug: input.slug,
	potId: input.potId,
	intro: input.intro,
	rules: ruleValuesOf(input.rules)
});

export const ruleValuesOf = (rules: FundRules): RuleValues => ({
	...sumsOf(rules),
	...numbersOf(rules),
	inKindCounted: rules.inKind.counted,
	hourCents: centsAsInput(rules.inKind.hourCents),
	excludedCategories: rules.excludedCategories,
	excludedText: rules.excludedText,
	competences: rules.competences.map(({ body, upToCents }) => ({
		body,
		upToCents: centsAsInput(upToCents)
	})),
	secretVote: rules.secretVote,
	criteria: rules.criteria.map(({ key, name, most, weight }) => ({
		key,
		name,
		most: String(most),
		weight: String(weight)
	}))
});

const sumsOf = (rules: FundRules) =>
	Object.fromEntries(sumRules.map((name) => [name, centsAsInput(rules[name])])) as Record<
		(typeof sumRules)[number],
		string
	>;

const numbersOf = (rules: FundRules) =>
	Object.fromEntries(numberRules.map((name) => [name, String(rules[name] ?? '')])) as Record<
		NumberRule,
		string
	>;

export function typedRound(form: FormData): RoundValues {
	return {
		...typedActivity(form),
		slug: typedText(form, 'slug'),
		potId: typedText(form, 'potId'),
		intro: typedTranslation(form, 'intro'),
		rules: typedRules(form)
	};
}

function typedRules(form: FormData): RuleValues {
	const text = (name: string) => typedText(form, `rules.${name}`);
	const each = [...sumRules, ...numberRules];
	return {
		...(Object.fromEntries(each.map((name) => [name, text(name)])) as Record<
			(typeof each)[number],
			string
		>),
		inKindCounted: form.has('rules.inKind.counted'),
		hourCents: text('inKind.hourCents'),
		excludedCategories: typedTexts(form, 'rules.excludedCategories'),
		excludedText: typedTranslation(form, 'rules.excludedText'),
		competences: rows(form, 'rules.competences', 'body').map((row) => ({
			body: typedText(form, `${row}.body`),
			upToCents: typedText(form, `${row}.upToCents`)
		})),
		secretVote: form.has('rules.secretVote'),
		criteria: rows(form, 'rules.criteria', 'most').map((row) => ({
			key: typedText(form, `${row}.key`),
			name: typedTranslation(form, `${row}.name`),
			most: typedText(form, `${row}.most`),
			weight: typedText(form, `${row}.weight`)
		}))
	};
}

/** Nobody needs more rows; a form that claims more is not ours. */
const mostRows = 20;

/** Prefixes of the rows `rules.criteria.0`, …; each has a field that is always sent. */
function rows(form: FormData, list: string, always: string): string[] {
	const all = Array.from({ length: mostRows }, (_, index) => `${list}.${index}`);
	return all.filter((row) => form.has(`${row}.${always}`));
}

/** @throws Refusal input_invalid with the reason at each field */
export function checkedRound(typed: RoundValues, now: Date): RoundInput {
	const languages = chosenLanguages(typed);
	const written = (texts: Texts) => writtenIn(languages, texts);
	return checkedActivity(
		roundInput,
		{
			...typed,
			intro: written(typed.intro),
			rules: rulesOf(typed.rules, written, languages[0]!)
		} as unknown as ActivityValues,
		now
	);
}

/** What the schema of the rules takes; what cannot be read becomes something that it refuses. */
function rulesOf(typed: RuleValues, written: (texts: Texts) => Texts, main: string) {
	const number = (text: string) => (text === '' ? Number.NaN : Number(text));
	const numbers = Object.fromEntries(numberRules.map((name) => [name, number(typed[name])]));
	return {
		...numbers,
		floorCents: typedCents(typed.floorCents),
		ceilingCents: typedCents(typed.ceilingCents),
		longestDays: typed.longestDays === '' ? null : number(typed.longestDays),
		inKind: { counted: typed.inKindCounted, hourCents: typedCents(typed.hourCents) ?? 0 },
		excludedCategories: typed.excludedCategories,
		excludedText: written(typed.excludedText),
		competences: typed.competences.map(({ body, upToCents }) => ({
			body,
			upToCents: typedCents(upToCents)
		})),
		secretVote: typed.secretVote,
		criteria: withKeys(typed.criteria, main).map(({ key, name, most, weight }) => ({
			key,
			name: requiredIn(main, written(name)),
			most: number(most),
			weight: number(weight)
		}))
	};
}

/** Of a name that is missing in the main language the schema says so at its field. */
const requiredIn = (main: string, texts: Texts): Texts => ({ [main]: '', ...texts });

/** A criterion keeps its key for ever, because scores hang on it; a new one gets one from its name. */
function withKeys(criteria: readonly CriterionValues[], main: string): CriterionValues[] {
	const taken = new Set(criteria.map(({ key }) => key).filter(Boolean));
	return criteria.map((criterion) => {
		if (criterion.key) return criterion;
		const wanted = slugOf(criterion.name[main] ?? '', 'kriterium')
			.slice(0, longestKey)
			.replace(/-+$/, '');
		const key = firstFreeSlug(wanted, taken);
		taken.add(key);
		return { ...criterion, key };
	});
}

/** Room for a number behind it: the rules take 40 characters. */
const longestKey = 36;

/**
 * What a button that changes the number or order of rows makes of what was typed: `criteria.add`, `criteria.up.2`,
 * `competences.remove.1`. Anything else changes nothing.
 */
export function reshaped(typed: RoundValues, step: string): RoundValues {
	const [list, change, at] = step.split('.');
	const { rules } = typed;
	const position = Number(at);
	if (list === 'criteria') {
		const criteria = changed(rules.criteria, change, position, newCriterion);
		return { ...typed, rules: { ...rules, criteria } };
	}
	if (list === 'competences') {
		const competences = changed(rules.competences, change, position, newCompetence);
		return { ...typed, rules: { ...rules, competences } };
	}
	return typed;
}

const newCriterion: CriterionValues = { key: '', name: {}, most: '5', weight: '1' };
const newCompetence: CompetenceValues = { body: 'committee', upToCents: '' };

function changed<Row>(
	all: readonly Row[],
	change: string | undefined,
	at: number,
	fresh: Row
): readonly Row[] {
	const row = all[at];
	if (change === 'add') return [...all, fresh];
	if (row === undefined) return all;
	const others = all.toSpliced(at, 1);
	if (change === 'remove') return others;
	if (change === 'up') return others.toSpliced(Math.max(at - 1, 0), 0, row);
	if (change === 'down') return others.toSpliced(at + 1, 0, row);
	return all;
}
