import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import { cleanLine, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { ibanMasked, readIban } from '../../../platform/iban.ts';
import { textLimits } from '../apply/content.ts';
import { lockApplication, recordOfApplication, type Application } from '../application.server.ts';
import type { At } from '../at.ts';
import { mailApplicant } from '../notice/mail-applicant.server.ts';
import { accountMail } from '../notice/mails.ts';
import { permissions } from '../permissions.ts';
import { payingStates } from './call-workflow.ts';

/** As it was typed. */
type Account = Readonly<{
	/** Of the application, that whoever changes it has seen. */
	revision: number;
	iban: string;
	/** Empty: whoever answers for the application. */
	holder: string;
}>;

/**
 * The applicant wants the money on another account. Payments that are released go where they were released to, so
 * there must be none.
 * @throws Refusal not_allowed, not_paying_now, call_on_its_way, changed_meanwhile (409); iban_missing, iban_invalid,
 *   iban_country, text_too_long (422)
 */
export async function changeAccount(
	db: Db,
	actor: Actor,
	applicationId: string,
	account: Account,
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'apply', application);
		await change(trx, application, account, at);
		await recordOfApplication(trx, actor, application, 'accountChanged');
	});
}

/**
 * The office does it for them, and says in the audit trail why.
 * @throws Refusal as `changeAccount`; reason_missing (422)
 */
export async function changeAccountFor(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ reason, ...account }: Account & { reason: string },
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'checkCall', application);
		if (reason.trim() === '')
			throw new Refusal('invalid', 'reason_missing', { reason: 'reason_missing' });
		await change(trx, application, account, at);
		await recordOfApplication(trx, actor, application, 'accountChanged', { reason: reason.trim() });
	});
}

async function change(
	trx: Trx,
	application: Application,
	{ revision, ...typed }: Account,
	{ origin }: At
): Promise<void> {
	const { applicationId, state } = application;
	const { iban, accountHolder } = checked(typed);
	if (!payingStates.includes(state)) throw new Refusal('conflict', 'not_paying_now');
	if (application.revision !== revision) throw new Refusal('conflict', 'changed_meanwhile');
	const released = await trx
		.selectFrom('fundCalls')
		.select('id')
		.where('applicationId', '=', applicationId)
		.where('state', '=', 'released')
		.executeTakeFirst();
	if (released) throw new Refusal('conflict', 'call_on_its_way');
	await trx
		.updateTable('fundContacts')
		.set({ iban, accountHolder })
		.where('applicationId', '=', applicationId)
		.execute();
	await trx
		.updateTable('fundApplications')
		.set({ revision: sql<number>`revision + 1` })
		.where('id', '=', applicationId)
		.execute();
	// Whoever answers for it hears of it, should somebody else have done it.
	await mailApplicant(trx, application, origin, accountMail(iban));
}

function checked({ iban, holder }: Pick<Account, 'iban' | 'holder'>) {
	const read = readIban(iban);
	const accountHolder = cleanLine(holder);
	const fields = {
		...('problem' in read && { iban: read.problem }),
		...(lengthOf(accountHolder) > textLimits.name && { holder: 'text_too_long' })
	};
	const [problem] = Object.values(fields);
	if (problem !== undefined) throw new Refusal('invalid', problem, fields);
	return { iban: 'iban' in read ? read.iban : '', accountHolder };
}

/** Where money goes now, masked; null where the reader may not see it or nobody gave one. */
export type ShownAccount = Readonly<{ holder: string; iban: string }> | null;

export async function shownAccount(
	db: Db,
	actor: Actor,
	application: Application
): Promise<ShownAccount> {
	if (!can(permissions, actor, 'seeContact', application)) return null;
	const contact = await db
		.selectFrom('fundContacts')
		.select(['name', 'accountHolder', 'iban'])
		.where('applicationId', '=', application.applicationId)
		.executeTakeFirst();
	if (!contact) return null;
	const iban = contact.iban === '' ? '' : ibanMasked(contact.iban);
	return { holder: contact.accountHolder || contact.name, iban };
}
