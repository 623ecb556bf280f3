import { Secret, TOTP } from 'otpauth';
import type { Trx } from '../../../platform/db/database.server.ts';
import { seal, unseal } from '../../../platform/sealed.server.ts';
import { deriveKey } from '../../../platform/secrets.ts';
import type { Means } from '../means.ts';

/** RFC 6238 as every authenticator app understands it: SHA-1, 6 digits, 30 s; one step before and after counts too. */
const shape = { issuer: 'Palaver', algorithm: 'SHA1', digits: 6, period: 30 } as const;
const tolerance = 1;

export const totpKey = (means: Means) => deriveKey(means.config.appSecret, 'totp');

export function sealTotpSecret(means: Means, accountId: string, base32: string): Buffer {
	return seal(totpKey(means), base32, accountId);
}

export function unsealTotpSecret(means: Means, accountId: string, sealed: Buffer): string {
	return unseal(totpKey(means), sealed, accountId);
}

export function totpOf(base32: string, label: string): TOTP {
	return new TOTP({ ...shape, label, secret: Secret.fromBase32(base32) });
}

/** The time step this code belongs to, or null when it is wrong. */
export function stepOf(base32: string, code: string, now: Date): number | null {
	const timestamp = now.getTime();
	const delta = totpOf(base32, '').validate({ token: code, timestamp, window: tolerance });
	return delta === null ? null : Math.floor(timestamp / 1000 / shape.period) + delta;
}

/** Takes the step for this account. False when it, or a later one, was taken already: a code counts once. */
export async function useStep(trx: Trx, accountId: string, step: number): Promise<boolean> {
	const used = await trx
		.updateTable('accounts')
		.set({ totpLastStep: step })
		.where('id', '=', accountId)
		.where((eb) => eb.or([eb('totpLastStep', 'is', null), eb('totpLastStep', '<', step)]))
		.executeTakeFirst();
	return used.numUpdatedRows === 1n;
}

export function base32(bytes: Buffer): string {
	return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
}
