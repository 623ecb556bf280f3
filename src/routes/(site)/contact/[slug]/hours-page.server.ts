import { formatOfHours } from '#lib/formats/contact/point/hours-choices.server.ts';
import { formats } from '#lib/formats/registry.ts';
import type { Db } from '#lib/platform/db/database.server.ts';

/** The page of the activity that has the hours as dates; null where residents cannot open it. */
export async function hoursPage(db: Db, activityId: string | null): Promise<string | null> {
	if (activityId === null) return null;
	const key = await formatOfHours(db, activityId);
	const format = formats.find((one) => one.key === key);
	const address = (await format?.addresses(db, [activityId]))?.get(activityId);
	return format && address !== undefined ? format.navigation.resident(address) : null;
}
