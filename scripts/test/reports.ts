import { z } from 'zod';
import type { Outcome } from './steps.ts';

const vitestReport = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	numPendingTests: z.number(),
	numTodoTests: z.number(),
	testResults: z.array(
		z.object({
			name: z.string(),
			status: z.string(),
			assertionResults: z.array(z.object({ status: z.string() }))
		})
	)
});

/** Counts vitest's JSON report. A file that could not be loaded has no tests; it counts as one failure. */
export function readVitestReport(report: unknown): Outcome {
	const read = vitestReport.parse(report);
	const unloaded = read.testResults.filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((result) => result.status === 'failed')
	);
	return outcome(
		read.numPassedTests,
		read.numFailedTests + unloaded.length,
		read.numPendingTests + read.numTodoTests
	);
}

const playwrightReport = z.object({
	stats: z.object({
		expected: z.number(),
		unexpected: z.number(),
		flaky: z.number(),
		skipped: z.number()
	}),
	errors: z.array(z.unknown())
});

/** Counts Playwright's JSON report. A test that passes only at the second try has failed. */
export function readPlaywrightReport(report: unknown): Outcome {
	const { stats, errors } = playwrightReport.parse(report);
	return outcome(stats.expected, stats.unexpected + stats.flaky + errors.length, stats.skipped);
}

/** A test that did not run proves nothing: it counts as failed. */
function outcome(passed: number, failed: number, skipped: number): Outcome {
	return {
		passed,
		failed: failed + skipped,
		...(skipped > 0 && { remark: `${skipped} did not run and count as failed` })
	};
}
