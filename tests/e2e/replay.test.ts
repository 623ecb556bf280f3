import { expect, test } from '@playwright/test';
import { run } from '../load/replay.ts';
import { readElection, totalsOf, winnersEqual } from '../load/pabulib.ts';

test('a vote file is read with quotes, line breaks, strange ids, empty and doubled choices', () => {
	const election = readElection('tests/e2e/sample.pb');
	expect(election.projects.map(({ name }) => name)).toEqual([
		'Benches; "long" ones',
		'Trees',
		'Light\nin the evening',
		'Ping-pong table'
	]);
	expect(election.ballots).toEqual([[0, 1, 2], [0], [0, 1], [2], [0, 1], []]);
	expect(totalsOf(election)).toEqual(election.projects.map(({ published }) => published));
	expect(election.projects.map(({ costCents }) => costCents)).toEqual([10000, 20000, 30000, 40000]);
	expect(election).toMatchObject({ budgetCents: 45000, maxLength: 3, maxSumCents: null });
	expect(winnersEqual(election, totalsOf(election))).toBe(true);
	expect(winnersEqual(election, [0, 0, 9, 0])).toBe(false);
});

test('a file of another kind is refused with what is missing', () => {
	expect(() => readElection('package.json')).toThrow(/no \.pb file.*PROJECTS/);
});

test('voted again by phones over HTTP, every project gets its published total', async () => {
	expect(await run(['tests/e2e/sample.pb', '--phones', '3'])).toMatchObject({
		file: 'sample.pb',
		ballots: 6,
		projects: 4,
		question: 'choice',
		equal: 4,
		winnersEqual: true,
		lost: 0,
		doubled: 0,
		crosstabCells: 0
	});
});

test('where a ballot may cost so much, people are asked how they share out the sum', async () => {
	expect(await run(['tests/e2e/sample-sum.pb', '--phones', '3'])).toMatchObject({
		ballots: 4,
		question: 'budget',
		equal: 3,
		winnersEqual: null,
		lost: 0,
		doubled: 0,
		refusedAboveBudget: 4
	});
});

test('where the file tells age and sex, the tables by groups are a recount of it, and few are hidden', async () => {
	const report = await run(['tests/e2e/sample-groups.pb', '--phones', '3']);
	expect(report).toMatchObject({
		ballots: 51,
		equal: 3,
		lost: 0,
		doubled: 0,
		crosstabBetrayed: 0,
		refusedAboveBudget: 0
	});
	const { crosstabCells, crosstabEqual, crosstabHidden } = report as Record<string, number>;
	expect(crosstabEqual).toBe(crosstabCells);
	expect(crosstabCells).toBeGreaterThan(16);
	expect(crosstabHidden).toBeGreaterThan(0);
	expect(crosstabHidden).toBeLessThan(crosstabCells!);
});
