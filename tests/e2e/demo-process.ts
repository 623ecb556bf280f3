import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { throwAwayFolder } from '../fixture/throw-away-folder.ts';

/** `npm run demo` as a process of its own, as somebody starts it in a terminal. */
export type DemoProcess = {
	output(): string;
	/** A line of its table by its name. */
	row(name: string): string;
	/** Its exit code. */
	ended: Promise<number | null>;
	/** Ctrl+C. @returns the exit code */
	interrupt(): Promise<number | null>;
};

export type DemoFolder = { dataDir: string; port: number };

export function demoFolder(): DemoFolder {
	return { dataDir: throwAwayFolder('demo'), port: 20_000 + Math.floor(Math.random() * 12_000) };
}

/** Resolves when the table is there, or when it has ended with a message instead. */
export async function startDemo(folder: DemoFolder, ...args: string[]): Promise<DemoProcess> {
	const child = spawn('node_modules/.bin/node', ['scripts/demo.ts', ...args], {
		env: environment(folder),
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	await new Promise<void>((resolve) => {
		const listen = (chunk: Buffer) => {
			output += chunk.toString();
			if (output.includes('Ctrl+C stops everything')) resolve();
		};
		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
		child.once('close', () => resolve());
	});
	return {
		output: () => output,
		ended,
		row: (name) =>
			output
				.split('\n')
				.find((line) => line.trim().startsWith(name))
				?.trim()
				.slice(name.length)
				.trim() ?? '',
		interrupt: () => interrupt(child, ended)
	};
}

function interrupt(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
	child.kill('SIGINT');
	return ended;
}

/** The code that the second factor of somebody of the demo shows now. */
export function demoCode(folder: DemoFolder, email: string): string {
	const printed = execFileSync('node_modules/.bin/node', ['scripts/demo-codes.ts', email], {
		env: environment(folder),
		encoding: 'utf8'
	});
	return printed.slice(0, 6);
}

/** An empty value counts as absent. */
const environment = ({ dataDir, port }: DemoFolder): NodeJS.ProcessEnv => ({
	...process.env,
	DATABASE_URL: '',
	ORIGIN: '',
	HOST: '',
	LOG_LEVEL: 'warn',
	DATA_DIR: dataDir,
	PORT: String(port)
});
