import type { Db } from '../../../platform/db/database.server.ts';
import type { State } from '../states.ts';
import type { StepKey } from '../workflow.ts';

/** A step of an application, as office and applicant read it. */
export type ChronicleEntry = Readonly<{
	id: number;
	step: StepKey;
	toState: State;
	/** What the applicant or the office was told. */
	reason: string;
	takenAs: 'applicant' | 'office' | 'finance' | 'system';
	/** Of whoever took it; null for applicants, and once the account is gone. */
	displayName: string | null;
	takenAt: Date;
}>;

/** From the first step to the last. Only for who may see the application. */
export async function chronicleOf(db: Db, applicationId: string): Promise<ChronicleEntry[]> {
	const rows = await db
		.selectFrom('fundSteps as s')
		.leftJoin('accounts as c', 'c.id', 's.takenBy')
		.select(['s.id', 's.step', 's.toState', 's.reason', 's.takenAs', 's.takenAt'])
		.select('c.displayName')
		.where('s.applicationId', '=', applicationId)
		.orderBy('s.id')
		.execute();
	return rows as ChronicleEntry[];
}
