import { isWithin } from '../../../core/places/within.ts';
import type { Boundary } from '../../../core/places/boundary.ts';
import { inKindCents, type FundRules } from '../round/rules.ts';
import { declarations } from './choices.ts';
import {
	stepSchemas,
	type ContactInput,
	type Content,
	type ContentLine,
	type ReadSteps
} from './content.ts';
import { isBlank, type Draft } from './draft.ts';
import { formSteps } from './steps.ts';
import { neededShare, sumsOf } from './sums.ts';

/** What an application is checked against. */
export type CheckFacts = Readonly<{
	rules: FundRules;
	/** Places in which the round funds projects. */
	placeIds: ReadonlySet<string>;
	/** Outline of the round's place; null: not known. */
	area: Boundary | null;
	/** Values of the field `contribution`. */
	contributions: ReadonlySet<string>;
	/** The day of the first submission, from which the lead time counts. */
	submittedOn: string;
}>;

/** Field to reason code. */
export type Problems = Readonly<Record<string, string>>;

/** An application that can be submitted, or what stands against it. */
export type Reading =
	| Readonly<{ problems: null; content: Omit<Content, 'attachments'>; contact: ContactInput }>
	| Readonly<{ problems: Problems }>;

/** Reads the whole form; every complaint at once, so that nobody finds them one after the other. */
export function readDraft(draft: Draft, facts: CheckFacts): Reading {
	const { read, problems } = readSteps(draft);
	Object.assign(problems, roundProblems(draft, read, facts), {
		...moneyProblems(draft, facts, problems),
		...problems
	});
	return Object.keys(problems).length > 0
		? { problems }
		: { problems: null, ...parted(read as ReadSteps, facts.rules) };
}

function readSteps(draft: Draft): { read: Partial<ReadSteps>; problems: Record<string, string> } {
	const problems: Record<string, string> = {};
	const read: Record<string, unknown> = {};
	for (const step of formSteps) {
		const answer = stepSchemas[step].safeParse(draft);
		if (answer.success) read[step] = answer.data;
		for (const { path, message } of answer.error?.issues ?? []) {
			// Of a list of choices it does not matter which.
			const name =
				path[0] === 'targetGroups' || path[0] === 'declarations' ? path[0] : path.join('.');
			problems[name] ??= message;
		}
	}
	return { read: read as Partial<ReadSteps>, problems };
}

/** What the round's rules say about single answers, as far as they could be read. */
function roundProblems(
	draft: Draft,
	{ what, where, more }: Partial<ReadSteps>,
	facts: CheckFacts
): Problems {
	const problems: Record<string, string> = {};
	if (where) Object.assign(problems, placeProblems(where, facts), dayProblems(where, facts));
	if (what) {
		const { measureCode, indicatorKey } = what.contribution;
		const value = [measureCode, indicatorKey].filter(Boolean).join(' ');
		if (value !== '' && !facts.contributions.has(value))
			problems['contribution'] = 'choice_invalid';
	}
	draft.costs.forEach((line, index) => {
		if (!isBlank(line) && (facts.rules.excludedCategories as string[]).includes(line.category))
			problems[`costs.${index}.category`] = 'category_excluded';
	});
	if (more && more.declarations.length < declarations.length)
		problems['declarations'] = 'declarations_missing';
	return problems;
}

function placeProblems(
	{ placeId, lat, lng }: ReadSteps['where'],
	{ placeIds, area }: CheckFacts
): Problems {
	if (!placeIds.has(placeId)) return { placeId: 'choice_invalid' };
	if ((lat === null) !== (lng === null)) return { lat: 'point_invalid' };
	if (lat === null || lng === null || !area) return {};
	return isWithin(area, [lng, lat]) ? {} : { lat: 'point_outside' };
}

function dayProblems(
	{ startsOn, endsOn }: ReadSteps['where'],
	{ rules, submittedOn }: CheckFacts
): Problems {
	if (endsOn < startsOn) return { endsOn: 'ends_before_start' };
	return {
		...(startsOn < earliestStart(rules, submittedOn) && { startsOn: 'starts_too_soon' }),
		...(rules.longestDays !== null &&
			daysBetween(startsOn, endsOn) + 1 > rules.longestDays && { endsOn: 'lasts_too_long' })
	};
}

const dayMs = 86_400_000;
const daysBetween = (from: string, to: string): number =>
	(Date.parse(to) - Date.parse(from)) / dayMs;

/** The first day on which a project may begin that is submitted on this day, YYYY-MM-DD. */
export const earliestStart = ({ leadDays }: FundRules, submittedOn: string): string =>
	new Date(Date.parse(submittedOn) + leadDays * dayMs).toISOString().slice(0, 10);

/** What the sums say: only where all amounts can be read, or every wrong digit would be complained about twice. */
export function moneyProblems(
	draft: Draft,
	{ rules }: Pick<CheckFacts, 'rules'>,
	problems: Problems
): Problems {
	const isReadable = !Object.keys(problems).some((field) =>
		/^(costs|funding)\b|^(grant|hours)$/.test(field)
	);
	if (!isReadable) return {};
	const { costs, grant, elsewhere, inKind, gap } = sumsOf(draft, rules.inKind.hourCents);
	const share = elsewhere + (rules.inKind.counted ? inKind : 0);
	return {
		...(rules.floorCents !== null && grant < rules.floorCents && { grant: 'grant_below_floor' }),
		...(rules.ceilingCents !== null &&
			grant > rules.ceilingCents && { grant: 'grant_above_ceiling' }),
		...(gap !== 0 && { sums: gap > 0 ? 'sum_short' : 'sum_over' }),
		...(share < neededShare(costs, rules.ownSharePercent) && { share: 'share_too_small' })
	};
}

function parted(read: ReadSteps, rules: FundRules) {
	const { who, what, where, costs, financing, more } = read;
	const { contribution, ...told } = what;
	const { applicantKind, applicantName, contactName, ...reach } = who;
	return {
		content: {
			...{ applicantKind, applicantName },
			...told,
			...contribution,
			...where,
			...more,
			costs: costs.costs.map(lineOf),
			funding: fundingOf(financing, rules)
		},
		contact: { name: contactName, ...reach }
	};
}

const lineOf = (one: { category: string; label: string; amount: number }): ContentLine => ({
	category: one.category,
	label: one.label,
	cents: one.amount,
	minutes: null
});

function fundingOf(
	{ grant, funding, hours, hoursLabel }: ReadSteps['financing'],
	rules: FundRules
): ContentLine[] {
	return [
		{ category: 'grant', label: '', cents: grant, minutes: null },
		...funding.map(lineOf),
		...(hours === null
			? []
			: [
					{
						category: 'inKind',
						label: hoursLabel,
						cents: inKindCents(rules, hours),
						minutes: hours
					}
				])
	];
}

/** Not filled in, which nobody is reproached with before they submit. */
export const isMissing = (reason: string): boolean => reason.endsWith('missing');
