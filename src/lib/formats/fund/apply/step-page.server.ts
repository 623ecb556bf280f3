import { boxAround, frameOf } from '../../../core/geo/map-view.ts';
import { allPlaces, boundaryOf, subtreeIds } from '../../../core/places/reads.server.ts';
import type { Config } from '../../../platform/config.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import type { MapConfig } from '../../../ui/map/config.ts';
import { potSubject } from '../ledger/pots.server.ts';
import type { Applicant } from './applicant.server.ts';
import { isMissing } from './checks.ts';
import { applicationPlaces, contributionChoices } from './context.server.ts';
import { chronicleOf, myForm, openQuery } from './read-mine.server.ts';
import { stepOfField, type FormStep } from './steps.ts';
import { sumsOf } from './sums.ts';

type Means = Readonly<{
	db: Db;
	config: Pick<Config, 'tileUrl' | 'tileAttribution'>;
	now: Date;
	locale: Locale;
}>;

/**
 * One page of the form. What is wrong is said at its field as soon as it was saved; what is only missing when somebody
 * asks for the check.
 */
export async function stepPage(
	{ db, config, now, locale }: Means,
	applicant: Applicant,
	step: FormStep,
	{ saysMissing }: { saysMissing: boolean }
) {
	const { application, round } = applicant;
	const form = await myForm(db, applicant, now);
	const shown = Object.entries(form.problems).filter(
		([field, reason]) => stepOfField(field) === step && (saysMissing || !isMissing(reason))
	);
	return {
		revision: application.revision,
		draft: form.draft,
		shown: Object.fromEntries(shown),
		attachments: step === 'more' ? form.attachments : [],
		facts: {
			rules: application.rules,
			sums: sumsOf(form.draft, application.rules.inKind.hourCents),
			submittedOn: form.submittedOn,
			locale
		},
		places: step === 'where' ? await applicationPlaces(db, round.placeId) : [],
		map: step === 'where' ? await mapToPick(db, config, round.placeId) : null,
		contributions: step === 'what' ? await contributionChoices(db, round.activityId) : [],
		freeCents: step === 'financing' ? await freeIn(db, application.potId) : 0,
		query: openQuery(applicant, await chronicleOf(db, application))
	};
}

/** The map to choose a point on; null where nobody knows what part of the world to show. */
async function mapToPick(
	db: Db,
	config: Means['config'],
	placeId: string
): Promise<MapConfig | null> {
	const below = await subtreeIds(db, [placeId]);
	const places = (await allPlaces(db)).filter(({ id }) => below.has(id));
	const boundary = await boundaryOf(db, placeId);
	const box = boxAround(places, boundary);
	const pick = { lat: 'lat', lng: 'lng' };
	return box && { ...frameOf({ box, boundary, places, config, features: '' }), pick };
}

async function freeIn(db: Db, potId: string): Promise<number> {
	const { amountCents, committedCents } = await potSubject(db, potId);
	return amountCents - committedCents;
}
