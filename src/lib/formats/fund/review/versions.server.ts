import type { Db } from '../../../platform/db/database.server.ts';
import type { VersionContent } from './version-changes.ts';

/** What was submitted, and when. */
export type Version = Readonly<{
	version: number;
	submittedOn: string;
	content: VersionContent;
}>;

/** The last submission first. Only for who may see the application. */
export async function versionsOf(db: Db, applicationId: string): Promise<Version[]> {
	const rows = await db
		.selectFrom('fundVersions')
		.select(['version', 'submittedOn', 'content'])
		.where('applicationId', '=', applicationId)
		.orderBy('version', 'desc')
		.execute();
	return rows as unknown as Version[];
}
