/**
 * `npm test`: everything that must hold, in the order in which a fault is found soonest. Goes on after a failing step,
 * so that one run shows all there is to repair. The last line counts every test and every check once.
 */
import { steps, type Outcome, type Step } from './test/steps.ts';

type Done = { step: Step; outcome: Outcome; seconds: number };

const done: Done[] = [];
for (const [index, step] of steps.entries()) {
	console.log(`\n[${index + 1}/${steps.length}] ${step.name}`);
	const missing = step.needs && failedBefore(step.needs);
	const startedAt = Date.now();
	const outcome = missing
		? { passed: 0, failed: 1, remark: `not run, because "${missing}" failed` }
		: await step.run();
	done.push({ step, outcome, seconds: (Date.now() - startedAt) / 1000 });
	if (outcome.remark) console.log(outcome.remark);
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

function failedBefore(name: string): string | null {
	return done.some(({ step, outcome }) => step.name === name && outcome.failed > 0) ? name : null;
}
