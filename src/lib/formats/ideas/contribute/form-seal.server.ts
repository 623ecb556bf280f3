import { createHash } from 'node:crypto';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { seal, unseal } from '../../../platform/sealed.server.ts';
import { isProof, proofText } from './proof-of-work.ts';

/**
 * Seconds between the opening of a form and its sending. Nobody who reads is faster; a program that has to wait sends
 * little. A phone whose script did the small sum waits less, one without scripts or without a secure connection (the
 * laptop in the Wi-Fi) waits instead.
 */
export const patience = { worked: 3, plain: 8 } as const;

/** As long as the photos of a form that was not sent are kept. */
const validFor = 24 * 3_600_000;

/** What only we can write into a form. */
export type OpenedForm = Readonly<{
	/** Key of the contribution: one form is one idea, however often it is sent. */
	clientKey: string;
	openedAt: Date;
}>;

/** @param key derived from APP_SECRET for this purpose */
export function sealForm(key: Buffer, activityId: string, form: OpenedForm): string {
	const text = `${form.clientKey} ${form.openedAt.getTime()}`;
	return seal(key, text, activityId).toString('base64url');
}

/** Null: not ours, of another map, or from yesterday. */
export function openForm(
	key: Buffer,
	activityId: string,
	sealed: string,
	now: Date
): OpenedForm | null {
	try {
		const text = unseal(key, Buffer.from(sealed, 'base64url'), activityId);
		const [clientKey = '', opened = ''] = text.split(' ');
		const openedAt = new Date(Number(opened));
		const age = now.getTime() - openedAt.getTime();
		return isUuid(clientKey) && age >= 0 && age <= validFor ? { clientKey, openedAt } : null;
	} catch {
		return null;
	}
}

/** @throws Refusal too_fast (429): the same form pressed again a moment later is taken */
export function demandPatience(form: OpenedForm, sealed: string, proof: string, now: Date): void {
	const hash = createHash('sha256').update(proofText(sealed, proof)).digest();
	const seconds = proof !== '' && isProof(hash) ? patience.worked : patience.plain;
	if (now.getTime() - form.openedAt.getTime() < seconds * 1000) {
		throw new Refusal('busy', 'too_fast');
	}
}
