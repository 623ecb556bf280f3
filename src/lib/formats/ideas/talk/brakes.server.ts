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
	const waited = now.getTime() - Number(opened.split('.')[0]) >= leastSeconds * 1000;
	if (trap !== '' || !isOurs(appSecret, opened) || !waited)
		throw new Refusal('invalid', 'looks_automatic');
}

/** What the form shows after a refusal: the same moment, so that who waited once need not wait again; '' if not ours. */
export const keptOpening = (appSecret: string, opened: string): string =>
	isOurs(appSecret, opened) ? opened : '';

function isOurs(appSecret: string, opened: string): boolean {
	const [moment = '', signature = ''] = opened.split('.');
	const [given, wanted] = [Buffer.from(signature), Buffer.from(sign(appSecret, moment))];
	return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const sign = (appSecret: string, moment: string): string =>
	keyedHash(deriveKey(appSecret, 'form-opened'), moment).toString('base64url');
