import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Config } from '../../platform/config.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { MapConfig } from '../../ui/map/config.ts';
import { placeChoices, type PlaceChoice } from '../activities/choices.server.ts';
import { organisationSubject } from '../people/organisations/organisation-subject.server.ts';
import { allPlaces } from '../places/reads.server.ts';
import { cityOf } from './city.server.ts';
import { boxAround, frameOf } from '../geo/map-view.ts';
import { formOf } from './offer-form.ts';
import { belongsTo, offerPermissions } from './permissions.ts';
import { offerToKeep, placesOf } from './reads.server.ts';

type Means = Readonly<{ db: Db; config: Pick<Config, 'tileUrl' | 'tileAttribution'> }>;

/** The empty form for an offer of this organisation. @throws Refusal organisation_unknown (404), not_allowed */
export async function newOfferForm(means: Means, actor: Actor, organisationId: string) {
	const organisation = await organisationSubject(means, organisationId);
	demand(offerPermissions, actor, 'offer.openEmptyForm', organisation);
	return formPage(means, actor, organisation, formOf(null));
}

/** The form of one offer. @throws Refusal offer_unknown (404), not_allowed */
export async function offerForm(means: Means, actor: Actor, id: string) {
	const offer = await offerToKeep(means.db, actor, id);
	const organisation = await organisationSubject(means, offer.organisationId);
	return formPage(means, actor, organisation, formOf(offer));
}

async function formPage(
	{ db, config }: Means,
	actor: Actor,
	organisation: Awaited<ReturnType<typeof organisationSubject>>,
	values: ReturnType<typeof formOf>
) {
	const { organisationId, name } = organisation;
	return {
		organisation: { id: organisationId, name },
		values,
		...(await choicesFor(db, config, actor, organisation))
	};
}

/** What the form of an offer offers: the places where this actor may put it, and a map of them to choose a point on. */
async function choicesFor(
	db: Db,
	config: Pick<Config, 'tileUrl' | 'tileAttribution'>,
	actor: Actor,
	organisation: Readonly<{ organisationId: string; placeId: string | null }>
): Promise<{ places: PlaceChoice[]; map: MapConfig | null }> {
	const all = await allPlaces(db);
	const city = await cityOf(db, organisation.placeId);
	const own = belongsTo(actor, organisation.organisationId) ? null : new Set(placesOf(actor));
	const places = all.filter(({ id }) => (city?.has(id) ?? true) && (own?.has(id) ?? true));
	const box = boxAround(places, null);
	const pick = { lat: 'lat', lng: 'lng' };
	return {
		places: await placeChoices(
			db,
			places.map(({ id }) => id)
		),
		map: box && { ...frameOf({ box, boundary: null, places, config, features: '' }), pick }
	};
}
