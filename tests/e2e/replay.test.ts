import { expect, test } from '@playwright/test';
import { run } from '../load/replay.ts';
import { readElection, totalsOf } from '../load/pabulib.ts';

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
});

test('a file of another kind is refused with what is missing', () => {
	expect(() => readElection('package.json')).toThrow(/no \.pb file.*PROJECTS/);
});

test('voted again by phones over HTTP, every project gets its published total', async () => {
	expect(await run(['tests/e2e/sample.pb', '--phones', '3'])).toMatchObject({
		file: 'sample.pb',
		ballots: 6,
		projects: 4,
		equal: 4,
		lost: 0,
		doubled: 0
	});
});
