import { expect, test } from 'vitest';
import { ConfigError } from '#lib/platform/config.ts';
import { MigrationError } from '#lib/platform/db/migrate.server.ts';
import { startProblem } from '#lib/platform/start-problem.ts';

test('an operator reads what to do, not a stack', () => {
	expect(startProblem(new ConfigError('PORT: must be a whole number'))).toBe(
		'PORT: must be a whole number'
	);
	const taken = Object.assign(new Error('address already in use'), { code: 'EADDRINUSE' });
	expect(startProblem(taken)).toMatch(/address already in use.*another PORT/);
});

test('a failed migration is told with the cause', () => {
	const cause = new Error('relation "places" already exists');
	expect(startProblem(new MigrationError('Migration x failed', { cause }))).toBe(
		'Migration x failed: relation "places" already exists'
	);
});

test('a fault of ours keeps its stack', () => {
	const fault = new TypeError('undefined is not a function');
	expect(startProblem(fault)).toBe(fault);
});
