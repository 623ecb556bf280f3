import { createHmac } from 'node:crypto';
import { localizeHref } from '../../../platform/i18n/paraglide/runtime.js';
import { inLocale } from '../../../platform/i18n/in-locale.ts';

/**
 * The token in every mail to one follower, to confirm and to stop: 32 bytes, base64url. It follows from the activity's
 * key, so that each mail can repeat it although only its hash is stored beside the address; with the key it goes when the
 * map is archived.
 */
export const followTokenOf = (activityKey: Buffer, followId: string): string =>
	createHmac('sha256', activityKey).update(`follow ${followId}`).digest('base64url');

/** Pages of one follower, in their language. */
export const followUrl = (origin: string, token: string, locale: string): string =>
	origin + localizeHref(`/follow/${token}`, inLocale(locale));

/** Takes a click of a person and a POST of a mail program alike. */
export const stopUrl = (origin: string, token: string, locale: string): string =>
	`${followUrl(origin, token, locale)}/stop`;
