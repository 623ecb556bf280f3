import { currentActivities } from '../../../core/activities/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';

/** An activity that may have the hours as its dates. */
export type HoursChoice = Readonly<{ id: string; title: Translated; placeName: string }>;

/** What runs or is announced anywhere, but for contact points themselves, and what was chosen already. */
export async function hoursChoices(
	db: Db,
	now: Date,
	chosen: string | null = null
): Promise<HoursChoice[]> {
	const current = (await currentActivities(db, null, now)).filter(
		({ format }) => format !== 'contact'
	);
	const choices = current.map(({ id, title, placeName }) => ({ id, title, placeName }));
	if (chosen === null || choices.some(({ id }) => id === chosen)) return choices;
	const kept = await db
		.selectFrom('activities as y')
		.innerJoin('places as p', 'p.id', 'y.placeId')
		.select(['y.id', 'y.title', 'p.name as placeName'])
		.where('y.id', '=', chosen)
		.execute();
	return [...choices, ...kept.map((row) => ({ ...row, title: row.title as Translated }))];
}

/** Of which format the activity is that has the hours; null where nobody may see it. */
export async function formatOfHours(db: Db, activityId: string): Promise<string | null> {
	const activity = await db
		.selectFrom('activities')
		.select('format')
		.where('id', '=', activityId)
		.where('status', '<>', 'draft')
		.executeTakeFirst();
	return activity?.format ?? null;
}
