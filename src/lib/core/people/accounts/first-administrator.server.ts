import { system } from '../../../access/actor.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import type { Means } from '../means.ts';
import { emailSchema } from '../schema.ts';
import { tokenLink } from '../sign-in/mails.ts';
import { giveGrant } from './grants.server.ts';
import { invite, inviteAgain } from './invite.server.ts';
import { z } from 'zod';

export type MadeAdministrator = {
	email: string;
	places: { id: string; name: string }[];
	/** Of the invitation; null when the account has a password already. */
	link: string | null;
};

/**
 * Makes somebody administrator from outside the app: of the given place, else of every top place. Doing it twice
 * changes nothing but the invitation link.
 * @throws Refusal `conflict` no_places, account_disabled; `missing` place_unknown; `invalid` at `email`
 */
export async function makeAdministrator(
	means: Means,
	input: { email: string; place?: string | undefined; name?: string | undefined; locale: string }
): Promise<MadeAdministrator> {
	const { email } = parse(z.object({ email: emailSchema }), input);
	const places = await placesFor(means, input.place);
	const account = await means.db
		.selectFrom('accounts')
		.select(['id', 'passwordHash', 'disabledAt', 'locale'])
		.where('email', '=', email)
		.executeTakeFirst();
	if (account?.disabledAt) throw new Refusal('conflict', 'account_disabled');
	const grants = places.map(({ id }) => ({ role: 'administrator' as const, placeId: id }));
	if (!account) {
		const name = input.name ?? email.split('@')[0]!;
		const locale = input.locale as Locale;
		const { token } = await invite(means, system, { email, name, locale, grants });
		return { email, places, link: tokenLink(means, 'invitation', token, locale) };
	}
	for (const grant of grants) await giveUnlessHeld(means, { accountId: account.id, ...grant });
	if (account.passwordHash) return { email, places, link: null };
	const { token } = await inviteAgain(means, system, account.id);
	return { email, places, link: tokenLink(means, 'invitation', token, account.locale) };
}

async function placesFor(means: Means, placeId: string | undefined) {
	const all = means.db.selectFrom('places').select(['id', 'name']).orderBy('position');
	const found = await (
		placeId ? all.where('id', '=', placeId) : all.where('parentId', 'is', null)
	).execute();
	if (found.length > 0) return found;
	const any = await means.db.selectFrom('places').select('id').limit(1).execute();
	throw any.length > 0
		? new Refusal('missing', 'place_unknown')
		: new Refusal('conflict', 'no_places');
}

async function giveUnlessHeld(means: Means, grant: Parameters<typeof giveGrant>[2]) {
	try {
		await giveGrant(means, system, grant);
	} catch (thrown) {
		if (!(thrown instanceof Refusal && thrown.reason === 'already_granted')) throw thrown;
	}
}
