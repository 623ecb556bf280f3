import { earliestStart } from '../apply/checks.ts';
import { neededShare } from '../apply/sums.ts';
import type { FundRules } from '../round/rules.ts';
import type { CostCategory } from '../states.ts';

/** What an application is checked against when it is reviewed; sums in cents, days YYYY-MM-DD. */
export type Planned = Readonly<{
	rules: FundRules;
	lines: readonly Readonly<{
		side: 'cost' | 'funding';
		category: string;
		plannedCents: number;
	}>[];
	startsOn: string | null;
	endsOn: string | null;
	/** Of the first submission, from which the lead time counts. */
	submittedOn: string | null;
	/** Free in the pot. */
	freeCents: number;
	/** Promised to this application already. */
	committedCents: number;
}>;

/** One rule, and whether the plan keeps it. What a rule does not say is not checked. */
export type PlanCheck = Readonly<{ good: boolean }> &
	(
		| Readonly<{ key: 'balanced'; costCents: number; moneyCents: number }>
		| Readonly<{ key: 'floor' | 'ceiling' | 'pot'; askedCents: number; limitCents: number }>
		| Readonly<{ key: 'share'; elsewhereCents: number; neededCents: number; percent: number }>
		| Readonly<{ key: 'excluded'; categories: readonly CostCategory[] }>
		| Readonly<{ key: 'lead'; startsOn: string; earliest: string }>
		| Readonly<{ key: 'longest'; days: number; limit: number }>
	);

/** The sums of a plan in cents. Work without pay is worth something and is no money, so it is in no other sum. */
export type PlanSums = Readonly<{
	costs: number;
	grant: number;
	elsewhere: number;
	inKind: number;
}>;

export function planSums(lines: Planned['lines']): PlanSums {
	const of = (belongs: (line: Planned['lines'][number]) => boolean) =>
		lines.filter(belongs).reduce((sum, { plannedCents }) => sum + plannedCents, 0);
	const isNo = ['grant', 'inKind'];
	return {
		costs: of(({ side }) => side === 'cost'),
		grant: of(({ category }) => category === 'grant'),
		elsewhere: of(({ side, category }) => side === 'funding' && !isNo.includes(category)),
		inKind: of(({ category }) => category === 'inKind')
	};
}

/** The plan against the rules it is judged by, and against the pot as it is now. */
export function planChecks(planned: Planned): PlanCheck[] {
	const sums = planSums(planned.lines);
	return [...sumChecks(planned, sums), excluded(planned), ...dayChecks(planned)].filter(
		(check) => check !== null
	);
}

function sumChecks(
	{ rules, freeCents, committedCents }: Planned,
	{ costs, grant, elsewhere, inKind }: PlanSums
): (PlanCheck | null)[] {
	const { floorCents, ceilingCents, ownSharePercent: percent } = rules;
	const money = grant + elsewhere;
	const share = elsewhere + (rules.inKind.counted ? inKind : 0);
	const needed = neededShare(costs, percent);
	const available = freeCents + committedCents;
	const sum = (key: 'floor' | 'ceiling' | 'pot', limitCents: number, good: boolean) =>
		({ key, askedCents: grant, limitCents, good }) as const;
	return [
		{ key: 'balanced', costCents: costs, moneyCents: money, good: costs === money },
		floorCents === null ? null : sum('floor', floorCents, grant >= floorCents),
		ceilingCents === null ? null : sum('ceiling', ceilingCents, grant <= ceilingCents),
		percent === 0
			? null
			: {
					key: 'share',
					elsewhereCents: share,
					neededCents: needed,
					percent,
					good: share >= needed
				},
		sum('pot', available, grant <= available)
	];
}

function excluded({ rules, lines }: Planned): PlanCheck | null {
	if (rules.excludedCategories.length === 0) return null;
	const found = rules.excludedCategories.filter((category) =>
		lines.some((line) => line.side === 'cost' && line.category === category)
	);
	return { key: 'excluded', categories: found, good: found.length === 0 };
}

function dayChecks({ rules, startsOn, endsOn, submittedOn }: Planned): (PlanCheck | null)[] {
	if (startsOn === null || endsOn === null || submittedOn === null) return [];
	const earliest = earliestStart(rules, submittedOn);
	const days = (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000 + 1;
	return [
		{ key: 'lead', startsOn, earliest, good: startsOn >= earliest },
		rules.longestDays === null
			? null
			: { key: 'longest', days, limit: rules.longestDays, good: days <= rules.longestDays }
	];
}
