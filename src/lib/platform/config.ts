import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Everything the process is told from outside. Read once at the start, never changed. */
export type Config = Readonly<{
	/** PostgreSQL to use; null: the app starts its own in `dataDir`. */
	databaseUrl: string | null;
	dataDir: string;
	host: string;
	port: number;
	/** Public address without a trailing slash, as in join links and mails. */
	origin: string;
	/** Nobody gave an address: whoever asks is answered under the one they asked at, such as a laptop's in a Wi-Fi. */
	originOfRequest: boolean;
	/** Keys of cookies, pseudonyms and stored second factors are derived from it. */
	appSecret: string;
	/** Mail server; null: mails land in `dataDir/outbox`. */
	smtpUrl: string | null;
	mailFrom: string;
	/** Bus between app processes; null: the database's NOTIFY. */
	liveBusUrl: string | null;
	/** What this process takes on of live sessions: new participants per second and session, open event streams. */
	live: Readonly<{ joinsPerSecond: number; streams: number }>;
	/** Smallest number of people that may be shown (never below 3). */
	smallCellK: number;
	/** Search server for addresses, speaking as Nominatim does; null: only the places of the tree are searched. */
	geocoderUrl: string | null;
	/** ClamAV's daemon, `tcp://host:3310` or `unix:/path`; null: documents are not scanned for viruses, and say so. */
	clamdUrl: string | null;
	/** Bearer token of /metrics; null: only programs on the same machine may read it. */
	metricsToken: string | null;
	/** Where map tiles come from, with {z}, {x} and {y}; null: maps show a grid. Only the app asks there, never a phone. */
	tileUrl: string | null;
	/** Who made the tiles, as their licence wants it said; plain text. */
	tileAttribution: string;
}>;

/** The environment asks for something impossible; the message names every wrong value. */
export class ConfigError extends Error {
	override name = 'ConfigError';
}

const url = (protocols: string[]) =>
	z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
		error: `must be a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`
	});

const clamdUrl = z.string().refine(
	(value) => {
		if (!URL.canParse(value)) return false;
		const { protocol, hostname, pathname } = new URL(value);
		if (protocol === 'unix:') return hostname === '' && pathname.startsWith('/');
		return protocol === 'tcp:' && hostname !== '' && ['', '/'].includes(pathname);
	},
	{ error: 'must be like tcp://host:3310 or unix:/run/clamav/clamd.ctl' }
);

const atLeastOne = z.coerce
	.number({ error: 'must be a whole number' })
	.int()
	.min(1, 'must be at least 1');

const environment = z.object({
	DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
	DATA_DIR: z.string().min(1).default('./data'),
	HOST: z.string().min(1).default('0.0.0.0'),
	PORT: z.coerce.number({ error: 'must be a whole number' }).int().min(0).max(65535).default(3000),
	ORIGIN: url(['http:', 'https:']).optional(),
	APP_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
	SMTP_URL: url(['smtp:', 'smtps:']).optional(),
	MAIL_FROM: z.string().min(3).default('Palaver <palaver@localhost>'),
	LIVE_BUS_URL: url(['postgres:', 'postgresql:']).optional(),
	LIVE_JOINS_PER_SECOND: atLeastOne.default(300),
	LIVE_STREAMS: atLeastOne.default(20_000),
	SMALL_CELL_K: z.coerce
		.number({ error: 'must be a whole number' })
		.int()
		.min(3, 'must be at least 3')
		.default(5),
	GEOCODER_URL: url(['http:', 'https:']).optional(),
	CLAMD_URL: clamdUrl.optional(),
	METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
	TILE_URL: url(['http:', 'https:'])
		.refine((value) => ['{z}', '{x}', '{y}'].every((part) => value.includes(part)), {
			error: 'must contain {z}, {x} and {y}'
		})
		.optional(),
	TILE_ATTRIBUTION: z.string().default('')
});

/**
 * Reads the configuration from the environment. An empty value counts as absent.
 * @throws ConfigError naming every wrong value, so that one start shows all of them.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const read = environment.safeParse(given);
	if (!read.success) {
		const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
		throw new ConfigError(`The configuration cannot be used:\n${lines.join('\n')}`);
	}
	const value = read.data;
	if (value.DATABASE_URL && !value.APP_SECRET) {
		throw new ConfigError(
			'The configuration cannot be used:\n  APP_SECRET: is required with DATABASE_URL (at least 32 characters), because several processes must share it'
		);
	}
	const dataDir = resolve(value.DATA_DIR);
	return {
		databaseUrl: value.DATABASE_URL ?? null,
		dataDir,
		host: value.HOST,
		port: value.PORT,
		origin: (value.ORIGIN ?? `http://localhost:${value.PORT}`).replace(/\/+$/, ''),
		originOfRequest: value.ORIGIN === undefined,
		appSecret: value.APP_SECRET ?? secretKeptIn(dataDir),
		smtpUrl: value.SMTP_URL ?? null,
		mailFrom: value.MAIL_FROM,
		liveBusUrl: value.LIVE_BUS_URL ?? null,
		live: { joinsPerSecond: value.LIVE_JOINS_PER_SECOND, streams: value.LIVE_STREAMS },
		smallCellK: value.SMALL_CELL_K,
		geocoderUrl: value.GEOCODER_URL ?? null,
		clamdUrl: value.CLAMD_URL ?? null,
		metricsToken: value.METRICS_TOKEN ?? null,
		tileUrl: value.TILE_URL ?? null,
		tileAttribution: value.TILE_ATTRIBUTION
	};
}

/** Made at the first start and kept, so that sessions and pseudonyms outlive a restart. */
function secretKeptIn(dataDir: string): string {
	const file = join(dataDir, 'app-secret');
	try {
		mkdirSync(dataDir, { recursive: true });
		if (!existsSync(file)) createSecret(file);
		return readFileSync(file, 'utf8').trim();
	} catch (error) {
		throw new ConfigError(
			`The configuration cannot be used:\n  DATA_DIR: ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code}); choose a folder that Palaver may fill`
		);
	}
}

/** Of two processes that start at once the second keeps what the first one made. */
function createSecret(file: string): void {
	const draft = `${file}.${process.pid}`;
	writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
	try {
		linkSync(draft, file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		rmSync(draft, { force: true });
	}
}
