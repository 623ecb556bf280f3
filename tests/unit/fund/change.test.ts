import { expect, test } from 'vitest';
import {
	checkedChange,
	demandDecider,
	type ChangeContent,
	type Present
} from '#lib/formats/fund/money/change.ts';
import { usualRules } from '#lib/formats/fund/round/rules.ts';

const present: Present = {
	startsOn: '2026-03-01',
	endsOn: '2026-09-30',
	askedCents: 40_000,
	grantedCents: 40_000,
	shareCents: 5_000,
	spokenForCents: 30_000,
	costs: [
		{ id: 'pots', grantedCents: 40_000 },
		{ id: 'rent', grantedCents: 5_000 }
	],
	rules: { ...usualRules, ceilingCents: 60_000 }
};
const nothing: ChangeContent = { endsOn: null, grantedCents: null, lines: [] };
const today = '2026-06-01';

test('money moves between lines, and what stays as it is, is left out', () => {
	const lines = [
		{ lineId: 'pots', cents: 38_000 },
		{ lineId: 'rent', cents: 7_000 }
	];
	expect(
		checkedChange({ endsOn: '2026-09-30', grantedCents: 40_000, lines }, present, today)
	).toEqual({ endsOn: null, grantedCents: null, lines });
});

const pots = (cents: number) => [{ lineId: 'pots', cents }];
test.each<[string, Partial<ChangeContent>, string]>([
	['nothing is different', { lines: pots(40_000) }, 'nothing_changes'],
	['a line grows that nobody pays', { lines: pots(41_000) }, 'plan_does_not_add_up'],
	['a grant grows that no line needs', { grantedCents: 41_000 }, 'plan_does_not_add_up'],
	['less than was called', { grantedCents: 29_999, lines: pots(29_999) }, 'below_called'],
	['more than the round gives', { grantedCents: 60_001, lines: pots(60_001) }, 'above_ceiling'],
	[
		'more than the own share is for',
		{ grantedCents: 45_001, lines: pots(45_001) },
		'share_too_small'
	],
	['a line of another plan', { lines: [{ lineId: 'trip', cents: 1 }] }, 'line_unknown'],
	['the same line twice', { lines: [...pots(39_000), ...pots(41_000)] }, 'line_unknown'],
	['an end that is over', { endsOn: '2026-05-31' }, 'ends_in_past'],
	['a project of more than a year', { endsOn: '2027-03-01' }, 'project_too_long']
])('no change: %s', (_what, change, reason) => {
	expect(() => checkedChange({ ...nothing, ...change }, present, today)).toThrow(reason);
});

test('the last day may move as far as the rules go, and the grant fall to what was called', () => {
	checkedChange({ ...nothing, endsOn: '2027-02-28' }, present, today);
	checkedChange({ ...nothing, grantedCents: 30_000, lines: pots(30_000) }, present, today);
});

test('the grant may rise as far as the own share is for, and fall whatever that share is', () => {
	checkedChange({ ...nothing, grantedCents: 45_000, lines: pots(45_000) }, present, today);
	const poor = { ...present, shareCents: 0 };
	checkedChange({ ...nothing, grantedCents: 39_000, lines: pots(39_000) }, poor, today);
});

const office = { body: 'office', paper: '' } as const;
const jury = { body: 'jury', paper: 'Niederschrift vom 12.10.2026, TOP 4' } as const;

test('the office gives more only up to its own limit, and may always give less', () => {
	demandDecider(50_000, present, office);
	expect(() => demandDecider(50_001, present, office)).toThrow('jury_must_decide');
	demandDecider(55_000, { ...present, grantedCents: 60_000 }, office);
	const byJury = { ...present, askedCents: 250_000 };
	expect(() => demandDecider(41_000, byJury, office)).toThrow('jury_must_decide');
	demandDecider(30_000, byJury, office);
});

test('what the office may not give, the jury gives, and its minutes say so', () => {
	demandDecider(50_001, present, jury);
	expect(() => demandDecider(50_001, present, { ...jury, paper: '' })).toThrow('paper_missing');
	expect(() => demandDecider(50_001, present, { ...jury, body: 'committee' })).toThrow(
		'body_not_competent'
	);
});
