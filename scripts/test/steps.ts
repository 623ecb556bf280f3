import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserMissing } from './browser.ts';
import { readPlaywrightReport, readVitestReport } from './reports.ts';
import { runProgram, type Output } from './run-program.ts';

/** What a step proved. A check that is not made of tests counts as one. */
export type Outcome = { passed: number; failed: number; remark?: string };

export type Step = {
	name: string;
	/** Name of a step without which this one would say nothing new. */
	needs?: string;
	run: (output: Output) => Promise<Outcome>;
};

/**
 * One group after the other; the steps of a group side by side, the longest first. Most checks keep one core busy;
 * the tests keep all of them busy.
 */
export const groups: readonly (readonly Step[])[] = [
	[
		check('compiled messages', 'npm', 'run', '-s', 'i18n'),
		check('messages', 'npm', 'run', '-s', 'messages'),
		check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
		check('database types', 'node', 'scripts/database-types.ts', '--check')
	],
	[
		check('lint', 'eslint', '.'),
		check('types', 'npm', 'run', '-s', 'check'),
		check('build', 'vite', 'build', '--logLevel', 'warn')
	],
	[{ name: 'unit and database tests', run: () => suite(vitest, readVitestReport) }],
	[{ name: 'end to end in a browser', needs: 'build', run: inBrowser }]
];

function check(name: string, program: string, ...args: string[]): Step {
	const run = async (output: Output): Promise<Outcome> =>
		(await runProgram(program, args, { output })) === 0
			? { passed: 1, failed: 0 }
			: { passed: 0, failed: 1 };
	return { name, run };
}

type Suite = (report: string) => Promise<number>;

const vitest: Suite = (report) =>
	runProgram('vitest', [
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`
	]);

const playwright: Suite = (report) =>
	runProgram('playwright', ['test', '--reporter=list,json'], {
		env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report }
	});

async function inBrowser(): Promise<Outcome> {
	const missing = await browserMissing();
	return missing
		? { passed: 0, failed: 1, remark: missing }
		: suite(playwright, readPlaywrightReport);
}

/** Runs a test runner and counts from its own report. */
async function suite(run: Suite, read: (report: unknown) => Outcome): Promise<Outcome> {
	const folder = mkdtempSync(join(tmpdir(), 'palaver-report-'));
	const report = join(folder, 'report.json');
	try {
		const code = await run(report);
		const outcome = read(JSON.parse(readFileSync(report, 'utf8')));
		if (code === 0 || outcome.failed > 0) return outcome;
		return { ...outcome, failed: 1, remark: `the runner ended with ${code} outside of any test` };
	} catch (error) {
		return { passed: 0, failed: 1, remark: `the runner left no report: ${String(error)}` };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
