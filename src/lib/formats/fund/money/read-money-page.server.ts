import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Application } from '../application.server.ts';
import type { LedgerKind } from '../ledger/book.server.ts';
import { usualObjection } from '../notice/read-letters.server.ts';
import { permissions } from '../permissions.ts';
import { readApplication, type ApplicationDetail } from '../staff/read-application.server.ts';
import { hindrance, workflow, type StepKey } from '../workflow.ts';
import { shownAccount, type ShownAccount } from './account.server.ts';
import { payingStates } from './call-workflow.ts';
import { returningStates } from './note-return.server.ts';
import { moneyParts, type MoneyParts } from './read-money.server.ts';

/** An entry of the books about one application; sums in cents. */
export type LedgerRow = Readonly<{
	id: number;
	kind: Exclude<LedgerKind, 'allocation' | 'cut'>;
	amountCents: number;
	/** Key or words. */
	reason: string;
	bookedAt: Date;
	bookedBy: string | null;
	callNumber: number | null;
}>;

/** Steps of the application that are taken on its page about money. */
const moneySteps = ['notify', 'beginFor', 'lapse', 'revoke', 'reclaim', 'settle'] as const;
export type MoneyStep = (typeof moneySteps)[number];

export type MoneyPage = Readonly<{
	detail: ApplicationDetail;
	parts: MoneyParts;
	ledger: readonly LedgerRow[];
	steps: readonly MoneyStep[];
	mayAnswerChange: boolean;
	mayBookReturn: boolean;
	/** May have payment orders. */
	mayOrder: boolean;
	/** Null for who may not see the contact. */
	account: ShownAccount;
	mayChangeAccount: boolean;
	/** Letters name people: only for who may see the contact. */
	maySeeLetters: boolean;
	/** Proposed text; empty for who writes no letters. */
	objection: string;
}>;

/** @throws Refusal application_unknown, not_allowed */
export async function readMoneyPage(
	db: Db,
	actor: Actor,
	activityId: string,
	number: number,
	today: string
): Promise<MoneyPage> {
	const detail = await readApplication(db, actor, activityId, number);
	const { application } = detail;
	const may = (action: 'review' | 'answerChange' | 'checkCall' | 'releaseCall' | 'seeContact') =>
		can(permissions, actor, action, application);
	return {
		detail,
		parts: await moneyParts(db, actor, application),
		ledger: await ledgerOf(db, application.applicationId),
		steps: moneySteps.filter((step) => isPossible(step, actor, application, today)),
		mayAnswerChange: may('answerChange') && application.state === 'running',
		mayBookReturn:
			may('releaseCall') &&
			application.paidCents > 0 &&
			returningStates.includes(application.state),
		mayOrder: may('releaseCall'),
		account: await shownAccount(db, actor, application),
		mayChangeAccount: may('checkCall') && payingStates.includes(application.state),
		maySeeLetters: may('seeContact'),
		objection: may('review') ? await usualObjection(db, application) : ''
	};
}

function isPossible(step: StepKey, actor: Actor, application: Application, today: string): boolean {
	const { right } = workflow[step];
	if (!can(permissions, actor, right, application)) return false;
	if (step === 'lapse' && (application.dueOn === null || application.dueOn >= today)) return false;
	return hindrance(step, application.state, application) === null;
}

async function ledgerOf(db: Db, applicationId: string): Promise<LedgerRow[]> {
	const rows = await db
		.selectFrom('fundLedger as l')
		.leftJoin('accounts as b', 'b.id', 'l.bookedBy')
		.leftJoin('fundCalls as c', 'c.id', 'l.callId')
		.select(['l.id', 'l.kind', 'l.amountCents', 'l.reason', 'l.bookedAt'])
		.select(['b.displayName as bookedBy', 'c.number as callNumber'])
		.where('l.applicationId', '=', applicationId)
		.orderBy('l.id')
		.execute();
	return rows as LedgerRow[];
}
