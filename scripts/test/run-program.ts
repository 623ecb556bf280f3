import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

/**
 * Runs a program of the install with its output on ours, and Node 24 from the install first in its path.
 * @returns its exit code; 1 when it was killed or could not be started
 */
export function runProgram(
	program: string,
	args: readonly string[],
	env: Record<string, string> = {}
): Promise<number> {
	const path = [resolve('node_modules/.bin'), process.env['PATH']].join(delimiter);
	return new Promise((end) => {
		const child = spawn(program, args, {
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, ...env, PATH: path }
		});
		child.once('error', (error) => {
			console.error(`${program} could not be started: ${error.message}`);
			end(1);
		});
		child.once('exit', (code) => end(code ?? 1));
	});
}
