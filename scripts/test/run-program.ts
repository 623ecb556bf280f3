import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

/** What Node has compiled once it reads from here: each of fifty browser tests starts a server of its own. */
const compiled = resolve('node_modules/.cache/palaver-node');

/** Where a program's output goes: straight to ours, or to a reader who shows it when it is time. */
export type Output = 'inherit' | ((chunk: Buffer) => void);

/**
 * Runs a program of the install, with Node 24 from the install first in its path.
 * @returns its exit code; 1 when it was killed or could not be started
 */
export function runProgram(
	program: string,
	args: readonly string[],
	{ env = {}, output = 'inherit' }: { env?: Record<string, string>; output?: Output } = {}
): Promise<number> {
	const path = [resolve('node_modules/.bin'), process.env['PATH']].join(delimiter);
	const stream = output === 'inherit' ? 'inherit' : 'pipe';
	return new Promise((end) => {
		const child = spawn(program, args, {
			stdio: ['ignore', stream, stream],
			env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...env, PATH: path }
		});
		if (output !== 'inherit') {
			child.stdout?.on('data', output);
			child.stderr?.on('data', output);
		}
		child.once('error', (error) => {
			console.error(`${program} could not be started: ${error.message}`);
			end(1);
		});
		// When its output is read to the end, not already at its exit.
		child.once('close', (code) => end(code ?? 1));
	});
}
