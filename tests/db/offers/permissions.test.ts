import { expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import { newOfferForm } from '#lib/core/offers/form-page.server.ts';
import {
	keptAtPlaces,
	keptByOrganisation,
	offerToKeep,
	publicOffer,
	publicOffers
} from '#lib/core/offers/reads.server.ts';
import { noFilter } from '#lib/core/offers/filter.ts';
import {
	archiveOffer,
	changeOffer,
	checkOffer,
	createOffer,
	restoreOffer
} from '#lib/core/offers/writes.server.ts';
import type { Means } from '#lib/core/people/means.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { neighbours, offerInput, townWithOffer } from '../../fixture/offers.ts';
import { staff } from '../../fixture/town.ts';

type Made = Readonly<{ organisationId: string; offerId: string }>;
type Attempt = (means: Means, actor: Actor, made: Made) => Promise<unknown>;

const noTiles = { tileUrl: null, tileAttribution: '' };

/** What somebody could try. Whether the state allows it is another question: only the right is looked at here. */
const attempts: Record<string, Attempt> = {
	'open the empty form': (means, actor, { organisationId }) =>
		newOfferForm({ ...means, config: noTiles }, actor, organisationId),
	create: (means, actor, { organisationId }) =>
		createOffer(means, actor, organisationId, offerInput()),
	'open the form': ({ db }, actor, { offerId }) => offerToKeep(db, actor, offerId),
	change: (means, actor, { offerId }) =>
		changeOffer(means, actor, offerId, offerInput(), { seen: 1, checked: false }),
	check: (means, actor, { offerId }) => checkOffer(means, actor, offerId),
	archive: (means, actor, { offerId }) => archiveOffer(means, actor, offerId),
	restore: (means, actor, { offerId }) => restoreOffer(means, actor, offerId),
	'list from inside': ({ db }, actor, { organisationId }) =>
		keptByOrganisation(db, actor, organisationId),
	'list at places': ({ db }, actor) => keptAtPlaces(db, actor)
};

const everything = Object.keys(attempts);
const ofItsPeople = everything.filter((what) => what !== 'list at places');
const lists = ['open the empty form', 'list from inside', 'list at places'];

/** Who may what, whatever state the offer is in. */
const may: Record<string, readonly string[]> = {
	'member of the owner': ofItsPeople,
	'manager of the owner': ofItsPeople,
	'manager of another': [],
	'moderator here': everything,
	'planner here': everything,
	'administrator here': everything,
	'fundOffice here': [],
	'juror here': [],
	'finance here': [],
	'moderator elsewhere': lists,
	'planner elsewhere': lists,
	'administrator elsewhere': lists,
	'moderator without second factor': [],
	'a control link': [],
	nobody: [],
	system: ofItsPeople
};

const refusedRight = (thrown: unknown) =>
	thrown instanceof Refusal && ['forbidden', 'unauthenticated'].includes(thrown.kind);

test.each(['checked lately', 'overdue', 'archived'])(
	'while an offer is %s, exactly those who may are let in, whatever they try',
	async (state) => {
		const { db, means, wait, organisation, offerId } = await townWithOffer();
		const here = ['bielefeld-kesselbrink'];
		const there = ['bielefeld-heepen'];
		const moderator = await staff(db, 'moderator', here);
		const actors: Record<string, Actor> = {
			'member of the owner': organisation.member,
			'manager of the owner': organisation.manager,
			'manager of another': (await neighbours(means, 'Andere')).manager,
			'moderator without second factor': { ...moderator, secondFactor: false },
			'a control link': { kind: 'controlLink', linkId: 'l', activityId: 'a' },
			nobody: anonymous,
			system
		};
		for (const role of roles) actors[`${role} here`] = await staff(db, role, here);
		for (const role of ['moderator', 'planner', 'administrator'] as const)
			actors[`${role} elsewhere`] = await staff(db, role, there);
		if (state === 'overdue') wait(200 * 86_400);

		const allowed: Record<string, string[]> = {};
		for (const [who, actor] of Object.entries(actors)) {
			allowed[who] = [];
			for (const [what, attempt] of Object.entries(attempts)) {
				const archivedAt = state === 'archived' ? means.clock() : null;
				await db.updateTable('offers').set({ archivedAt, version: 1 }).execute();
				const made = { organisationId: organisation.id, offerId };
				const thrown = await attempt(means, actor, made).catch((error: unknown) => error);
				if (!refusedRight(thrown)) allowed[who].push(what);
			}
		}
		expect(allowed).toEqual(may);
	}
);

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
