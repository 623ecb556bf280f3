import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
	commands,
	isEasilyConfused,
	standingOf,
	standings,
	usualCommand,
	workflow
} from '#lib/formats/live/rules.ts';

describe('the workflow', () => {
	test('an open question must be closed before the next one opens', () => {
		for (const standing of ['open', 'openRevealed'] as const) {
			for (const command of ['next', 'openQuestion', 'repeat'] as const) {
				expect(workflow[standing][command]).toBeUndefined();
			}
		}
	});

	test('what the moderator does by mistake can be taken back in one step', () => {
		expect(workflow[workflow.open.close!].reopen).toBe('open');
		expect(workflow[workflow.closed.reveal!].conceal).toBe('closed');
		expect(workflow[workflow.open.reveal!].conceal).toBe('open');
		expect(workflow[workflow.openRevealed.close!].reopen).toBe('openRevealed');
		expect(workflow[workflow.lobby.end!].resume).toBe('lobby');
	});

	test('an earlier round stands beside a result only when that is shown and nobody can vote any more', () => {
		for (const standing of standings) {
			const expected = standing === 'revealed' ? 'revealed' : undefined;
			expect(workflow[standing].showBeside, standing).toBe(expected);
			expect(workflow[standing].hideBeside, standing).toBe(expected);
		}
	});

	test('from every standing the usual commands lead to the end', () => {
		for (const start of standings) {
			let standing = start;
			for (let step = 0; step < 10 && standing !== 'ended'; step++) {
				const command = usualCommand(standing, false)!;
				standing = workflow[standing][command]!;
			}
			expect(standing).toBe('ended');
		}
	});

	test('the big button is always possible', () => {
		for (const standing of standings) {
			for (const left of [true, false]) {
				const command = usualCommand(standing, left);
				if (command) expect(workflow[standing][command]).toBeDefined();
			}
		}
	});

	test('no sequence of commands comes out of a session that has not been started', () => {
		for (const command of commands.filter((name) => name !== 'start')) {
			expect(workflow.planned[command]).toBeUndefined();
		}
	});
});

test('where a session stands follows from what is stored', () => {
	const at = new Date();
	const round = { closedAt: null, revealedAt: null };
	const running = { startedAt: at, endedAt: null };
	expect(standingOf({ startedAt: null, endedAt: null, round: null })).toBe('planned');
	expect(standingOf({ ...running, round: null })).toBe('lobby');
	expect(standingOf({ ...running, round })).toBe('open');
	expect(standingOf({ ...running, round: { ...round, revealedAt: at } })).toBe('openRevealed');
	expect(standingOf({ ...running, round: { ...round, closedAt: at } })).toBe('closed');
	expect(standingOf({ ...running, round: { closedAt: at, revealedAt: at } })).toBe('revealed');
	expect(standingOf({ startedAt: at, endedAt: at, round })).toBe('ended');
});

describe('codes', () => {
	test.each(['000000', '111222', '123456', '654321', '890123', '012345', '505050', '100024'])(
		'%s is easily confused or guessed',
		(code) => expect(isEasilyConfused(code)).toBe(true)
	);

	test.each(['482916', '907153', '112358', '240813'])('%s is fine', (code) =>
		expect(isEasilyConfused(code)).toBe(false)
	);

	test('most codes are fine, so that drawing one ends soon', () => {
		const drawn = fc.sample(fc.integer({ min: 0, max: 999_999 }), { numRuns: 2000, seed: 7 });
		const fine = drawn.filter((code) => !isEasilyConfused(String(code).padStart(6, '0')));
		expect(fine.length).toBeGreaterThan(drawn.length / 2);
	});
});
