import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Pace } from '../rules.ts';

/** What stands around a session for its participants and does not change while it runs. */
export type Surroundings = Readonly<{
	organisationField: 'off' | 'optional' | 'required';
	/** Only who has a seat code takes part. */
	seatsOnly: boolean;
	pace: Pace;
	/** "What becomes of it"; null: not said yet. */
	outcome: Translated | null;
	place: Readonly<{ id: string; name: string }>;
	measures: readonly Readonly<{ code: string; title: Translated }>[];
}>;

/** The newest session of this code, so that one whose code has just expired still says what became of it. */
export async function surroundingsOf(db: Db, code: string): Promise<Surroundings | undefined> {
	const found = await db
		.selectFrom('liveSessions as s')
		.innerJoin('activities as a', 'a.id', 's.activityId')
		.innerJoin('places as p', 'p.id', 'a.placeId')
		.select((eb) => [
			's.organisationField',
			's.seatsOnly',
			's.pace',
			'a.outcome',
			'p.id as placeId',
			'p.name as placeName',
			eb
				.selectFrom('activityMeasures as am')
				.innerJoin('measures as m', 'm.code', 'am.measureCode')
				.whereRef('am.activityId', '=', 'a.id')
				.select(
					sql<Surroundings['measures']>`coalesce(json_agg(json_build_object('code', m.code, 'title',
						jsonb_build_object('de', m.title) || coalesce(m.translations -> 'title', '{}')) order by m.position), '[]')`.as(
						'list'
					)
				)
				.as('measures')
		])
		.where('s.code', '=', code)
		.orderBy('s.codeExpiredAt', (order) => order.desc().nullsFirst())
		.limit(1)
		.executeTakeFirst();
	return (
		found && {
			organisationField: found.organisationField as Surroundings['organisationField'],
			seatsOnly: found.seatsOnly,
			pace: found.pace as Pace,
			outcome: found.outcome as Translated | null,
			place: { id: found.placeId, name: found.placeName },
			measures: found.measures ?? []
		}
	);
}

/** Names offered while somebody types theirs. Whoever is not among them types the name in full. */
const offered = 300;

export async function registeredOrganisations(db: Db): Promise<string[]> {
	const rows = await db
		.selectFrom('organisations')
		.select('name')
		.where('archivedAt', 'is', null)
		.orderBy('name')
		.limit(offered)
		.execute();
	return rows.map((row) => row.name);
}
