import { expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import { archiveOffer, restoreOffer } from '#lib/core/offers/archive.server.ts';
import { checkOffer, takeCheckBack } from '#lib/core/offers/checks.server.ts';
import { newOfferForm } from '#lib/core/offers/form-page.server.ts';
import {
	keptAtPlaces,
	keptByOrganisation,
	offerToKeep,
	publicOffer,
	publicOffers
} from '#lib/core/offers/reads.server.ts';
import { noFilter } from '#lib/core/offers/filter.ts';
import { changeOffer, createOffer } from '#lib/core/offers/writes.server.ts';
import type { Means } from '#lib/core/people/means.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { neighbours, offerInput, townWithOffer } from '../../fixture/offers.ts';
import { staff } from '../../fixture/town.ts';

type Made = Readonly<{ organisationId: string; offerId: string }>;
type Attempt = (means: Means, actor: Actor, made: Made) => Promise<unknown>;

const noTiles = { tileUrl: null, tileAttribution: '' };

/** What somebody could try with an offer or for an organisation. */
const attempts: Record<string, Attempt> = {
	'open the empty form': (means, actor, { organisationId }) =>
		newOfferForm({ ...means, config: noTiles }, actor, organisationId),
	create: (means, actor, { organisationId }) =>
		createOffer(means, actor, organisationId, offerInput()),
	'open the form': ({ db }, actor, { offerId }) => offerToKeep(db, actor, offerId),
	change: (means, actor, { offerId }) =>
		changeOffer(means, actor, offerId, offerInput(), { seen: 1, checked: false }),
	check: (means, actor, { offerId }) => checkOffer(means, actor, offerId, 1),
	'take the check back': (means, actor, { offerId }) => takeCheckBack(means, actor, offerId),
	archive: (means, actor, { offerId }) => archiveOffer(means, actor, offerId),
	restore: (means, actor, { offerId }) => restoreOffer(means, actor, offerId),
	'list from inside': ({ db }, actor, { organisationId }) =>
		keptByOrganisation(db, actor, organisationId),
	'list at places': ({ db }, actor) => keptAtPlaces(db, actor)
};

const everything = Object.keys(attempts);
const ofItsPeople = everything.filter((what) => what !== 'list at places');
/** Staff of the square keep its offers, but the organisation belongs to the district around it. */
const atTheSquare = everything.filter((what) => what !== 'list from inside');
const emptyAndOwn = ['open the empty form', 'list at places'];
const lists = ['open the empty form', 'list from inside', 'list at places'];

/** Who may what, where the state does not say otherwise. */
const may: Record<string, readonly string[]> = {
	'member of the owner': ofItsPeople,
	'manager of the owner': ofItsPeople,
	'manager of another': [],
	'moderator here': everything,
	'planner here': everything,
	'administrator here': everything,
	'moderator at the square only': atTheSquare,
	'fundOffice here': [],
	'juror here': [],
	'finance here': [],
	'moderator elsewhere': emptyAndOwn,
	'planner elsewhere': emptyAndOwn,
	'administrator elsewhere': lists,
	'moderator without second factor': [],
	'a control link': [],
	nobody: [],
	system: ofItsPeople
};

/** What each state makes of a try by somebody who has the right; everything else then has to work. */
const conflicts: Record<string, Record<string, string>> = {
	'checked lately': { 'take the check back': 'check_gone' },
	overdue: { 'take the check back': 'check_gone' },
	'archived by its people': {
		change: 'archived',
		check: 'archived',
		'take the check back': 'archived'
	},
	'archived by staff': { change: 'archived', check: 'archived', 'take the check back': 'archived' }
};
const itsPeople = ['member of the owner', 'manager of the owner'];

/** What comes of it: done, no right, or the named conflict. Any other error fails the test. */
async function outcome(work: Promise<unknown>): Promise<string> {
	try {
		await work;
		return 'done';
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		if (thrown.reason === 'not_allowed') return 'no right';
		return thrown.reason;
	}
}

function expected(state: string, who: string, what: string): string {
	if (!may[who]!.includes(what)) return 'no right';
	const takenDown = state === 'archived by staff' && what === 'restore';
	if (takenDown && itsPeople.includes(who)) return 'archived_by_staff';
	return conflicts[state]![what] ?? 'done';
}

async function everybody({ db, means, organisation }: Awaited<ReturnType<typeof townWithOffer>>) {
	const here = ['bielefeld-mitte', 'bielefeld-kesselbrink'];
	const there = ['bielefeld-heepen'];
	const moderator = await staff(db, 'moderator', here);
	const actors: Record<string, Actor> = {
		'member of the owner': organisation.member,
		'manager of the owner': organisation.manager,
		'manager of another': (await neighbours(means, 'Andere')).manager,
		'moderator at the square only': await staff(db, 'moderator', ['bielefeld-kesselbrink']),
		'moderator without second factor': { ...moderator, secondFactor: false },
		'a control link': { kind: 'controlLink', linkId: 'l', activityId: 'a' },
		nobody: anonymous,
		system
	};
	for (const role of roles) actors[`${role} here`] = await staff(db, role, here);
	for (const role of ['moderator', 'planner', 'administrator'] as const)
		actors[`${role} elsewhere`] = await staff(db, role, there);
	return actors;
}

test.each(Object.keys(conflicts))(
	'while an offer is %s, exactly those who may are let in, and the state refuses by name',
	async (state) => {
		const town = await townWithOffer();
		const { db, means, wait, organisation, offerId } = town;
		const actors = await everybody(town);
		expect(Object.keys(actors).sort()).toEqual(Object.keys(may).sort());
		if (state === 'overdue') wait(200 * 86_400);
		const begin = {
			version: 1,
			lastCheckedOn: '2026-11-21',
			lastCheckedBy: null,
			checkedBeforeOn: null,
			archivedAt: state.startsWith('archived') ? means.clock() : null,
			archivedByStaff: state === 'archived by staff'
		};
		const made = { organisationId: organisation.id, offerId };
		for (const [who, actor] of Object.entries(actors))
			for (const [what, attempt] of Object.entries(attempts)) {
				await db.updateTable('offers').set(begin).where('id', '=', offerId).execute();
				const came = await outcome(attempt(means, actor, made));
				expect(came, `${who}: ${what}`).toBe(expected(state, who, what));
			}
	}
);

test('the empty form shows to staff from elsewhere only what everybody knows', async () => {
	const { db, means, organisation } = await townWithOffer();
	const elsewhere = await staff(db, 'moderator', ['bielefeld-heepen']);
	const form = await newOfferForm({ ...means, config: noTiles }, elsewhere, organisation.id);
	expect(form.organisation).toEqual({ id: organisation.id, name: 'Nachbarschaftshaus' });
	expect(form.places.map(({ id }) => id)).toEqual(['bielefeld-heepen']);
	expect(form.values).toMatchObject({ name: {}, version: 0 });
});

test('everybody reads what is not archived, and nothing else', async () => {
	const { db, means, organisation, offerId } = await townWithOffer();
	expect(await publicOffers(db, noFilter)).toHaveLength(1);
	await archiveOffer(means, organisation.member, offerId);
	expect(await publicOffers(db, noFilter)).toEqual([]);
	await expect(publicOffer(db, offerId)).rejects.toMatchObject({ kind: 'missing' });
	await expect(publicOffer(db, 'not-an-id')).rejects.toMatchObject({ kind: 'missing' });
});

test('who moves an offer to another place needs the right at both', async () => {
	const { db, means, offerId } = await townWithOffer();
	const away = offerInput({ placeId: 'bielefeld-heepen' });
	const move = (actor: Actor) =>
		changeOffer(means, actor, offerId, away, { seen: 1, checked: false });
	const one = await staff(db, 'moderator', ['bielefeld-kesselbrink']);
	await expect(move(one)).rejects.toMatchObject({ kind: 'forbidden' });
	const both = await staff(db, 'moderator', ['bielefeld-kesselbrink', 'bielefeld-heepen']);
	await move(both);
	expect((await publicOffer(db, offerId)).placeId).toBe('bielefeld-heepen');
});
