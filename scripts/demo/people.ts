import type { AccountActor, Role } from '#lib/access/actor.ts';
import { createAccountReady } from '#lib/core/people/accounts/ready.server.ts';
import { subtreeIds } from '#lib/core/places/reads.server.ts';
import type { Demo } from './demo.ts';
import { drawFactor } from './secrets.ts';
import { findOrganisation } from './stage-set.ts';

type Person = {
	email: string;
	name: string;
	/** What the table says of them. */
	task: string;
	role?: { role: Role; placeId: string };
	organisation?: { name: string; role: 'member' | 'manager' };
};

/** One of every role; none of them exists. */
export const cast = [
	{
		email: 'verwaltung@demo.example',
		name: 'Katharina Brandes',
		task: 'Administration',
		role: { role: 'administrator', placeId: 'bielefeld' }
	},
	{
		email: 'planung@demo.example',
		name: 'Dr. Yusuf Aydın',
		task: 'Sozialplanung',
		role: { role: 'planner', placeId: 'bielefeld' }
	},
	{
		email: 'moderation@demo.example',
		name: 'Mareike Tiemann',
		task: 'Moderation (ganz Bielefeld)',
		role: { role: 'moderator', placeId: 'bielefeld' }
	},
	{
		email: 'streetwork@demo.example',
		name: 'Jonas Overbeck',
		task: 'Moderation (Mitte)',
		role: { role: 'moderator', placeId: 'bielefeld-mitte' }
	},
	{
		email: 'fonds@demo.example',
		name: 'Olga Reimer',
		task: 'Fonds-Büro',
		role: { role: 'fundOffice', placeId: 'bielefeld' }
	},
	{
		email: 'jury@demo.example',
		name: 'Bernd Lütkemeier',
		task: 'Jury',
		role: { role: 'juror', placeId: 'bielefeld' }
	},
	{
		email: 'jury2@demo.example',
		name: 'Fatima El-Amrani',
		task: 'Jury',
		role: { role: 'juror', placeId: 'bielefeld' }
	},
	{
		email: 'jury3@demo.example',
		name: 'Heinz Obermann',
		task: 'Jury',
		role: { role: 'juror', placeId: 'bielefeld' }
	},
	{
		email: 'kasse@demo.example',
		name: 'Sabine Kröger',
		task: 'Finanzen',
		role: { role: 'finance', placeId: 'bielefeld' }
	},
	{
		email: 'traeger@demo.example',
		name: 'Aylin Demirel',
		task: 'Träger (Leitung)',
		organisation: { name: 'Nachbarschaftshaus Ostmannturm', role: 'manager' }
	},
	{
		email: 'verein@demo.example',
		name: 'Piet Strothmann',
		task: 'Verein (Mitglied)',
		organisation: { name: 'Sportfreunde Kesselbrink', role: 'member' }
	}
] as const satisfies readonly Person[];

/** Accounts that can sign in at once; staff have their second factor. */
export async function inviteEverybody(demo: Demo): Promise<void> {
	for (const person of cast) await account(demo, person);
}

async function account(demo: Demo, person: Person): Promise<void> {
	if (await find(demo, person.email)) return;
	const organisation =
		person.organisation && (await findOrganisation(demo, person.organisation.name));
	await createAccountReady(demo.means, {
		email: person.email,
		name: person.name,
		password: demo.memory.secrets.password,
		...(person.role && { roles: [person.role], secondFactor: drawFactor() }),
		...(organisation && {
			organisation: { id: organisation.id, role: person.organisation!.role }
		})
	});
}

/** Somebody of the cast, signed in with the second factor. */
export async function actorOf(
	demo: Demo,
	email: (typeof cast)[number]['email']
): Promise<AccountActor> {
	const person: Person = cast.find((each) => each.email === email)!;
	const { id } = (await find(demo, email))!;
	const grants = person.role
		? [{ role: person.role.role, places: await subtreeIds(demo.db, [person.role.placeId]) }]
		: [];
	return {
		kind: 'account',
		accountId: id,
		displayName: person.name,
		secondFactor: true,
		grants,
		organisations: []
	};
}

function find({ db }: Demo, email: string) {
	return db.selectFrom('accounts').select('id').where('email', '=', email).executeTakeFirst();
}
