import {
	activitiesOfOrganisation,
	currentActivities,
	earlierActivities,
	type ActivityRow
} from '#lib/core/activities/reads.server.ts';
import type { Format } from '#lib/formats/contract.ts';
import { formats } from '#lib/formats/registry.ts';
import type { Db } from '#lib/platform/db/database.server.ts';

/** An activity and, where residents can open it now, its page. */
export type ActivityCard = ActivityRow & Readonly<{ href: string | null }>;

/** What a place and everything below it has to offer; of all places for null. */
export async function whatsOn(
	db: Db,
	placeId: string | null,
	now: Date,
	earlier: { page: number; size: number }
) {
	const [current, over] = await Promise.all([
		currentActivities(db, placeId, now),
		earlierActivities(db, placeId, now, earlier)
	]);
	const links = await linksOf(db, formats, [...current, ...over.rows]);
	const withLink = (row: ActivityRow): ActivityCard => ({
		...row,
		href: links.get(row.id) ?? null
	});
	return {
		running: current.filter(({ status }) => status === 'running').map(withLink),
		announced: current.filter(({ status }) => status === 'announced').map(withLink),
		earlier: { ...over, rows: over.rows.map(withLink) }
	};
}

/** What an organisation brought, latest first. */
export async function broughtBy(
	db: Db,
	organisationId: string,
	now: Date
): Promise<ActivityCard[]> {
	const rows = await activitiesOfOrganisation(db, organisationId, now);
	const links = await linksOf(db, formats, rows);
	return rows.map((row) => ({ ...row, href: links.get(row.id) ?? null }));
}

async function linksOf(
	db: Db,
	known: readonly Format[],
	rows: readonly ActivityRow[]
): Promise<Map<string, string>> {
	const perFormat = await Promise.all(
		known.map(async ({ key, navigation, addresses }) => {
			const ids = rows.filter(({ format }) => format === key).map(({ id }) => id);
			return [...(await addresses(db, ids))].map(
				([id, address]) => [id, navigation.resident(address)] as const
			);
		})
	);
	return new Map(perFormat.flat());
}
