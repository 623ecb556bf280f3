import type { Db } from '../../../platform/db/database.server.ts';

/** What an application says elsewhere and a proof shows beside what became of it. */
export type ApplicantFacts = Readonly<{
	applicantName: string;
	/** People expected. */
	participants: number | null;
	closedOn: string | null;
	succeeded: boolean | null;
	successes: string;
	difficulties: string;
	/** The office's last query about the proof; empty where there was none. */
	query: string;
}>;

export async function applicantFacts(db: Db, applicationId: string): Promise<ApplicantFacts> {
	const told = await db
		.selectFrom('fundApplications')
		.select(['applicantName', 'participants', 'closedOn', 'succeeded'])
		.select(['successes', 'difficulties'])
		.where('id', '=', applicationId)
		.executeTakeFirstOrThrow();
	const step = await db
		.selectFrom('fundSteps')
		.select('reason')
		.where('applicationId', '=', applicationId)
		.where('step', '=', 'queryProof')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return { ...told, query: step?.reason ?? '' };
}
