import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from 'otpauth';

/**
 * What the demo must remember from one start to the next. Passwords are drawn for each installation: a demo that is
 * left running on a server must not be open to everybody who has read this file.
 */
export type DemoSecrets = {
	password: string;
	/** Session title to the participants' tokens, so that a story that was cut off goes on with the same people. */
	phones: Record<string, string[]>;
	/** Seat codes in the order in which they were drawn: nobody can read them anywhere else. */
	seats?: readonly string[];
	/** The story has been told to its end. */
	told?: boolean;
};

export type Memory = { secrets: DemoSecrets; keep(): void };

const fileIn = (dataDir: string) => join(dataDir, 'demo.json');

export const isDemo = (dataDir: string) => existsSync(fileIn(dataDir));

export function remember(dataDir: string): Memory {
	const file = fileIn(dataDir);
	const secrets: DemoSecrets = existsSync(file)
		? (JSON.parse(readFileSync(file, 'utf8')) as DemoSecrets)
		: { password: drawPassword(), phones: {} };
	return {
		secrets,
		keep: () => writeFileSync(file, JSON.stringify(secrets, null, '\t'), { mode: 0o600 })
	};
}

const words = ['Brunnen', 'Linde', 'Markt', 'Laterne', 'Brücke', 'Garten', 'Treppe', 'Wiese'];

/** Easy to type on a phone; 8^3 words and 4 digits are enough for a demo behind the rate limit. */
function drawPassword(): string {
	const drawn = Array.from({ length: 3 }, () => words[randomInt(words.length)]);
	return `${drawn.join('-')}-${randomInt(1000, 10_000)}`;
}

export const drawFactor = () =>
	new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer }).base32;
