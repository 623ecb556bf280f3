import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';

/** Where somebody keeps the offers of an organisation: inside it, or among all at their places. */
export const listOf = (organisationId: string, belongs: boolean): string =>
	localizeHref(belongs ? `/org/${organisationId}/offers` : '/staff/offers');
