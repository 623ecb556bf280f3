/**
 * `npm test`: everything that must hold, in the order in which a fault is found soonest. Goes on after a failing step,
 * so that one run shows all there is to repair. The last line counts every test and every check once.
 */
import { availableParallelism } from 'node:os';
import { groups, type Outcome, type Step } from './test/steps.ts';
import type { Output } from './test/run-program.ts';

type Done = { step: Step; outcome: Outcome; seconds: number };

const done: Done[] = [];
for (const group of groups) {
	const waiting = [...group];
	const alone = group.length === 1;
	const lanes = Array.from({ length: Math.min(availableParallelism(), group.length) }, async () => {
		for (let step = waiting.shift(); step; step = waiting.shift())
			done.push(await run(step, alone));
	});
	await Promise.all(lanes);
}

console.log('\nIn short');
for (const { step, outcome, seconds } of done) {
	const mark = outcome.failed > 0 ? 'FAILED' : 'ok';
	const count = `${outcome.passed} passed, ${outcome.failed} failed`;
	console.log(
		`  ${mark.padEnd(7)}${step.name.padEnd(28)}${count.padEnd(24)}${Math.round(seconds)} s`
	);
}
const passed = done.reduce((sum, { outcome }) => sum + outcome.passed, 0);
const failed = done.reduce((sum, { outcome }) => sum + outcome.failed, 0);
process.exitCode = failed > 0 ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed`);

/** Alone, a step is seen while it works; beside others it is shown as a whole when it has ended. */
async function run(step: Step, alone: boolean): Promise<Done> {
	const startedAt = Date.now();
	const said: Buffer[] = [];
	const output: Output = alone ? 'inherit' : (chunk) => said.push(chunk);
	if (alone) console.log(`\n${step.name} …`);
	const missing = step.needs && failedBefore(step.needs);
	const outcome = missing
		? { passed: 0, failed: 1, remark: `not run, because "${missing}" failed` }
		: await step.run(output);
	if (!alone) console.log(`\n${step.name}\n${Buffer.concat(said).toString('utf8')}`);
	if (outcome.remark) console.log(outcome.remark);
	return { step, outcome, seconds: (Date.now() - startedAt) / 1000 };
}

function failedBefore(name: string): string | null {
	return done.some(({ step, outcome }) => step.name === name && outcome.failed > 0) ? name : null;
}
