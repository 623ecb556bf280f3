import { timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../../platform/errors.ts';
import { deriveKey, keyedHash } from '../../../platform/secrets.ts';

/** Nobody reads the form, writes a sentence and sends it in less; programs do. */
const leastSeconds = 3;

/** When the page with the form was made, signed: hidden in the form, so that nothing has to be stored for it. */
export function openedAt(appSecret: string, now: Date): string {
	const moment = String(now.getTime());
	return `${moment}.${sign(appSecret, moment)}`;
}

/**
 * Stops programs that fill in every field or answer at once. A person who is stopped by mistake sends the same form again
 * and is through.
 * @param trap what stands in the field that people do not see
 * @throws Refusal looks_automatic (422)
 */
export function demandPerson(
	appSecret: string,
	{ opened, trap }: Readonly<{ opened: string; trap: string }>,
	now: Date
): void {
	const [moment = '', signature = ''] = opened.split('.');
	const [given, wanted] = [Buffer.from(signature), Buffer.from(sign(appSecret, moment))];
	const isOurs = given.length === wanted.length && timingSafeEqual(given, wanted);
	const waited = now.getTime() - Number(moment) >= leastSeconds * 1000;
	if (trap !== '' || !isOurs || !waited) throw new Refusal('invalid', 'looks_automatic');
}

const sign = (appSecret: string, moment: string): string =>
	keyedHash(deriveKey(appSecret, 'form-opened'), moment).toString('base64url');
