import { expect, test } from 'vitest';
import { readPlaywrightReport, readVitestReport } from '../../scripts/test/reports.ts';

const file = (status: string, ...results: string[]) => ({
	name: 'a.test.ts',
	status,
	assertionResults: results.map((result) => ({ status: result }))
});
const vitestReport = (passed: number, failed: number, pending: number, testResults: object[]) => ({
	numPassedTests: passed,
	numFailedTests: failed,
	numPendingTests: pending,
	numTodoTests: 0,
	testResults
});

test('passed and failed tests are counted once', () => {
	const report = vitestReport(2, 1, 0, [file('failed', 'passed', 'passed', 'failed')]);
	expect(readVitestReport(report)).toEqual({ passed: 2, failed: 1 });
});

test('a test file that cannot be loaded is a failure', () => {
	const report = vitestReport(2, 0, 0, [file('passed', 'passed', 'passed'), file('failed')]);
	expect(readVitestReport(report)).toEqual({ passed: 2, failed: 1 });
});

test('a test that did not run counts as failed', () => {
	expect(readVitestReport(vitestReport(2, 0, 1, []))).toMatchObject({ passed: 2, failed: 1 });
	const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 2 };
	expect(readPlaywrightReport({ stats, errors: [] })).toMatchObject({ passed: 5, failed: 2 });
});

test('a browser test that passed at the second try has failed', () => {
	const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 0 };
	expect(readPlaywrightReport({ stats, errors: [] })).toEqual({ passed: 5, failed: 2 });
});

test('a fault outside of any browser test counts', () => {
	const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
	expect(readPlaywrightReport({ stats, errors: [{ message: 'config' }] }).failed).toBe(1);
});
