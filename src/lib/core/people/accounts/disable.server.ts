import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { record } from '../../history/record.server.ts';
import type { Means } from '../means.ts';
import { people } from '../permissions.ts';
import { endAllSessions } from '../sessions/lucia.server.ts';
import { demandAdministratorLeft, oneAtATime } from './administrators.server.ts';
import { personSubject } from './person.server.ts';

/**
 * Shuts an account: its sessions end at once, links in its mails count no more. Its traces in history stay.
 * @throws Refusal `conflict` last_administrator
 */
export async function disableAccount(means: Means, actor: Actor, accountId: string): Promise<void> {
	demand(people, actor, 'person.disable', await personSubject(means, accountId));
	await means.db.transaction().execute(async (trx) => {
		await oneAtATime(trx);
		const disabled = await trx
			.updateTable('accounts')
			.set({ disabledAt: means.clock() })
			.where('id', '=', accountId)
			.where('disabledAt', 'is', null)
			.executeTakeFirst();
		if (disabled.numUpdatedRows === 0n) return;
		for (const placeId of await administered(trx, accountId))
			await demandAdministratorLeft(trx, placeId);
		await endAllSessions(trx, accountId);
		await tell(trx, actor, accountId, 'account.disabled');
	});
}

export async function enableAccount(means: Means, actor: Actor, accountId: string): Promise<void> {
	demand(people, actor, 'person.enable', await personSubject(means, accountId));
	await means.db.transaction().execute(async (trx) => {
		const enabled = await trx
			.updateTable('accounts')
			.set({ disabledAt: null })
			.where('id', '=', accountId)
			.where('disabledAt', 'is not', null)
			.executeTakeFirst();
		if (enabled.numUpdatedRows > 0n) await tell(trx, actor, accountId, 'account.enabled');
	});
}

/** For somebody who lost phone and recovery codes: the next sign-in sets a factor up anew. Sessions end. */
export async function resetFactor(means: Means, actor: Actor, accountId: string): Promise<void> {
	demand(people, actor, 'person.resetFactor', await personSubject(means, accountId));
	await means.db.transaction().execute(async (trx) => {
		const reset = await trx
			.updateTable('accounts')
			.set({ totpSecret: null, totpConfirmedAt: null, totpLastStep: null })
			.where('id', '=', accountId)
			.where('totpConfirmedAt', 'is not', null)
			.executeTakeFirst();
		if (reset.numUpdatedRows === 0n) return;
		await trx.deleteFrom('recoveryCodes').where('accountId', '=', accountId).execute();
		await endAllSessions(trx, accountId);
		await tell(trx, actor, accountId, 'account.factorReset');
	});
}

async function administered(trx: Trx, accountId: string): Promise<string[]> {
	const grants = await trx
		.selectFrom('roleGrants')
		.select('placeId')
		.where('accountId', '=', accountId)
		.where('role', '=', 'administrator')
		.where('revokedAt', 'is', null)
		.execute();
	return grants.map(({ placeId }) => placeId);
}

const tell = (trx: Trx, actor: Actor, accountId: string, action: `account.${string}`) =>
	record(trx, actor, { action, subjectKind: 'account', subjectId: accountId });
