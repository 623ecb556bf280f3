import crypto from 'node:crypto';
import { Refusal } from '../../../platform/errors.ts';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane (RFC 9106). About 30 ms a hash here. */
const parameters = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

// Each hash takes one of libuv's four threads and 19 MiB: two at once leave the rest to files and DNS.
const atOnce = 2;
/** About 1 s of work; who comes later is asked to try again instead of making everybody wait. */
const waitingAtMost = 64;

let running = 0;
const waiting: (() => void)[] = [];

/** PHC string of argon2id with a salt of its own. The password is taken in NFKC, so every keyboard types the same. */
export async function hashPassword(password: string): Promise<string> {
	const salt = crypto.randomBytes(16);
	const hash = await argon2id(password, salt, parameters);
	const { memory, passes, parallelism } = parameters;
	return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

/**
 * Is this the password? Without a stored hash the same work is done and the answer is no, so that nobody can tell
 * an unknown account by the time it takes.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
	const known = readPhc(stored ?? nobody);
	const hash = await argon2id(password, known.salt, known);
	return crypto.timingSafeEqual(hash, known.hash) && stored !== null;
}

/** Of no password: what is compared when there is no account. */
const nobody = `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${base64(Buffer.alloc(16))}$${base64(Buffer.alloc(32))}`;

type Phc = {
	memory: number;
	passes: number;
	parallelism: number;
	tagLength: number;
	salt: Buffer;
	hash: Buffer;
};

function readPhc(phc: string): Phc {
	const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(phc);
	if (!match) throw new Error('the stored password hash is not one of ours');
	const [, memory, passes, parallelism, salt, hash] = match as unknown as string[];
	const tag = Buffer.from(hash!, 'base64');
	return {
		memory: Number(memory),
		passes: Number(passes),
		parallelism: Number(parallelism),
		tagLength: tag.length,
		salt: Buffer.from(salt!, 'base64'),
		hash: tag
	};
}

async function argon2id(
	password: string,
	nonce: Buffer,
	{ memory, passes, parallelism, tagLength }: Omit<Phc, 'salt' | 'hash'>
): Promise<Buffer> {
	await turn();
	try {
		return await new Promise((resolve, reject) =>
			crypto.argon2(
				'argon2id',
				{ message: password.normalize('NFKC'), nonce, memory, passes, parallelism, tagLength },
				(error, hash) => (error ? reject(error) : resolve(hash))
			)
		);
	} finally {
		release();
	}
}

async function turn(): Promise<void> {
	if (running < atOnce) {
		running++;
		return;
	}
	if (waiting.length >= waitingAtMost) throw new Refusal('busy', 'too_many_sign_ins');
	await new Promise<void>((resolve) => waiting.push(resolve));
}

/** The place goes straight to the next in line, so that nobody slips in between. */
function release(): void {
	const next = waiting.shift();
	if (next) next();
	else running--;
}

/** PHC strings leave out the padding. */
function base64(bytes: Buffer): string {
	return bytes.toString('base64').replace(/=+$/, '');
}
