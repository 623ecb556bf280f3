/**
 * npm run admin:create -- EMAIL [--place ID] [--name NAME] [--locale de|en|de-simple|ar]
 * Makes an account that administers the top place (or the given one) and prints the invitation link. Works beside a
 * running app. Given an account that exists, it grants the role, and sends the invitation again if it was not taken.
 */
import { parseArgs } from 'node:util';
import {
	makeAdministrator,
	type MadeAdministrator
} from '#lib/core/people/accounts/first-administrator.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { isLocale, locales } from '#lib/platform/i18n/paraglide/runtime.js';
import { openForScript, type ScriptHouse } from './open-database.ts';

const usage = `Usage: npm run admin:create -- EMAIL [--place ID] [--name NAME] [--locale ${locales.join('|')}]`;

const explained: Record<string, string> = {
	no_places: 'There are no places yet. Import them first: npm run db:import -- places FILE',
	place_unknown: 'There is no place of this id.',
	not_an_email: 'This is not a full email address, such as name@example.org.',
	missing: 'The email address is missing.',
	too_long: 'This is too long.',
	account_disabled: 'This account is disabled; an administrator can enable it under /admin/people.'
};

try {
	const { email, ...options } = readArguments();
	const house = await openForScript();
	try {
		tell(house, await makeAdministrator(house, { email, ...options }));
	} finally {
		await house.close();
	}
} catch (error) {
	console.error(messageOf(error));
	process.exitCode = 1;
}

function readArguments() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			place: { type: 'string' },
			name: { type: 'string' },
			locale: { type: 'string', default: 'de' }
		}
	});
	if (positionals.length !== 1) throw new Error(usage);
	if (!isLocale(values.locale))
		throw new Error(`The languages are ${locales.join(', ')}.\n${usage}`);
	return { email: positionals[0]!, ...values };
}

function tell(house: ScriptHouse, made: MadeAdministrator) {
	const places = made.places.map(({ name }) => name).join(', ');
	console.log(`${made.email} administers ${places} and everything below.`);
	if (!made.link) {
		console.log('The account has a password already; sign in as usual.');
		return;
	}
	console.log(`\nInvitation, valid once and for seven days:\n\n  ${made.link}\n`);
	const { smtpUrl, dataDir } = house.config;
	const sender =
		house.besideApp || house.config.databaseUrl ? 'The running app' : 'The app, once started,';
	console.log(
		smtpUrl
			? `${sender} also sends it by mail to ${made.email}.`
			: `No mail server is configured (SMTP_URL): ${sender.toLowerCase()} writes the mail to ${dataDir}/outbox.`
	);
}

function messageOf(error: unknown): string {
	if (!(error instanceof Refusal)) return error instanceof Error ? error.message : String(error);
	const reasons =
		Object.keys(error.fields).length > 0 ? Object.values(error.fields) : [error.reason];
	return reasons.map((reason) => explained[reason] ?? reason).join('\n');
}
