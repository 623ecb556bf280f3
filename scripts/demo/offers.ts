import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { system } from '#lib/access/actor.ts';
import type { OfferKind } from '#lib/core/offers/kinds.ts';
import type { OfferInput } from '#lib/core/offers/schema.ts';
import { createOffer } from '#lib/core/offers/writes.server.ts';
import type { Demo } from './demo.ts';
import { findOrganisation } from './stage-set.ts';

/** An offer as demo/offers.json tells it. Who runs it is one of the made-up organisations, without house numbers. */
type OfferVoice = Readonly<
	Pick<OfferInput, 'name' | 'description' | 'opening' | 'address' | 'free' | 'languages'> & {
		organisation: string;
		kind: OfferKind;
		placeId: string;
		/** Latitude and longitude; absent: it moves about or should not be on a map. */
		at?: readonly [number, number];
		email?: string;
		website?: string;
		/** So many days ago somebody looked whether all of it is right. */
		checked: number;
	}
>;

const day = 86_400_000;

/** The directory of offers, each as it was when somebody looked last. */
export async function tellOfOffers(demo: Demo): Promise<void> {
	const offers = JSON.parse(readFileSync('demo/offers.json', 'utf8')) as OfferVoice[];
	for (const voice of offers) {
		const organisation = await findOrganisation(demo, voice.organisation);
		if (!organisation) throw new Error(`no organisation ${voice.organisation}`);
		if (!(await isThere(demo, organisation.id, voice))) await enter(demo, organisation.id, voice);
	}
}

async function isThere({ db }: Demo, organisationId: string, { name }: OfferVoice) {
	return db
		.selectFrom('offers')
		.select('id')
		.where('organisationId', '=', organisationId)
		.where(sql<string>`name ->> 'de'`, '=', name.de ?? '')
		.executeTakeFirst();
}

async function enter({ means }: Demo, organisationId: string, voice: OfferVoice): Promise<void> {
	const { kind, placeId, name, description, opening, address, at, free, languages } = voice;
	const then = new Date(means.clock().getTime() - voice.checked * day);
	await createOffer({ db: means.db, clock: () => then }, system, organisationId, {
		...{ kind, placeId, name, description, opening, address, free, languages },
		lat: at ? String(at[0]) : '',
		lng: at ? String(at[1]) : '',
		phone: '',
		email: voice.email ?? '',
		website: voice.website ?? ''
	});
}
