import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { EmbeddedDatabaseError } from './errors.ts';

/** PostgreSQL refuses to run as root, so root's app gives it to a system user of its own. */
export type SystemUser = { uid: number; gid: number };

const userName = 'palaver-db';

/**
 * The user that runs PostgreSQL: null when the app is not root (it runs it itself), otherwise `palaver-db`,
 * created on first use.
 * @throws EmbeddedDatabaseError when the user cannot be created
 */
export function databaseUser(): SystemUser | null {
	if (process.getuid?.() !== 0) return null;
	return findUser() ?? createUser();
}

function findUser(): SystemUser | null {
	const line = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.find((entry) => entry.startsWith(`${userName}:`));
	const [, , uid, gid] = line?.split(':') ?? [];
	return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

function createUser(): SystemUser {
	const ways: [string, string[]][] = [
		[
			'useradd',
			[
				'--system',
				'--user-group',
				'--no-create-home',
				'--home-dir',
				'/nonexistent',
				'--shell',
				'/usr/sbin/nologin',
				userName
			]
		],
		['adduser', ['-S', '-D', '-H', userName]]
	];
	for (const [command, args] of ways) {
		try {
			execFileSync(command, args, { stdio: 'ignore' });
		} catch {
			continue; // not on this system, or it takes other options: the next way, or the error below
		}
		const user = findUser();
		if (user) return user;
	}
	throw new EmbeddedDatabaseError(
		`Palaver runs as root, but PostgreSQL may not, and the system user "${userName}" could not be created. ` +
			`Create it (useradd --system ${userName}), start Palaver as another user, or set DATABASE_URL.`
	);
}
