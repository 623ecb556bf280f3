/**
 * npm run -s demo:codes [-- EMAIL]
 * Prints the codes of the second factor that count right now for the demo's people, who have no phone of their own.
 * The factor itself stays on. Only accounts at demo.example, which no mail provider can have.
 */
import { totpOf, unsealTotpSecret } from '#lib/core/people/sign-in/totp.server.ts';
import { openForScript } from './open-database.ts';

const wanted = process.argv[2];
const house = await openForScript();
try {
	const people = await house.db
		.selectFrom('accounts')
		.select(['id', 'email', 'displayName', 'totpSecret'])
		.where('email', 'like', '%@demo.example')
		.where('totpSecret', 'is not', null)
		.orderBy('email')
		.execute();
	const shown = people.filter(({ email }) => !wanted || email === wanted);
	if (shown.length === 0)
		console.error('There are no demo accounts here: npm run demo makes them.');
	const now = Date.now();
	for (const { id, email, displayName, totpSecret } of shown) {
		const totp = totpOf(unsealTotpSecret(house, id, totpSecret!), email);
		const next = totp.generate({ timestamp: now + 30_000 });
		console.log(`${totp.generate({ timestamp: now })}  (then ${next})  ${email}  ${displayName}`);
	}
} finally {
	await house.close();
}
