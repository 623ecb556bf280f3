import type { OpenSession } from '../../fixture/session.ts';
import type { BenchDatabase } from './database.ts';
import type { VotersJob } from './voters.ts';

/** What all voters of one session share. */
export type BallotsJob = Omit<VotersJob, 'port' | 'mode' | 'connections' | 'seconds'>;

export async function jobFor({ db }: BenchDatabase, session: OpenSession): Promise<BallotsJob> {
	const { participantKey } = await db
		.selectFrom('activities')
		.select('participantKey')
		.where('id', '=', session.activityId)
		.executeTakeFirstOrThrow();
	return {
		path: `/api/v1/live/${session.code}/ballots`,
		key: participantKey!.toString('hex'),
		question: session.questionId,
		round: 1,
		answers: [['bank'], ['baum'], ['licht']]
	};
}
