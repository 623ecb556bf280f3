import { redirect } from '@sveltejs/kit';
import { negotiateLocale } from '#lib/platform/i18n/negotiate.ts';
import { cookieName, localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import type { LayoutServerLoad } from './$types';

const aYear = 365 * 24 * 60 * 60;

/**
 * A QR code has no language in it: an address without one is answered in the phone's language. Who picks another one
 * (?chosen, from the switch) keeps it, also when it is German, whose addresses have no prefix.
 */
export const load: LayoutServerLoad = ({ url, request, cookies, locals, setHeaders }) => {
	const path = url.pathname;
	if (url.searchParams.has('chosen')) {
		cookies.set(cookieName, locals.locale, { path: '/', maxAge: aYear, httpOnly: false });
		redirect(303, path);
	}
	setHeaders({ vary: 'accept-language, cookie', 'cache-control': 'private, no-cache' });
	const isOpen = locals.locale === 'de' && !cookies.get(cookieName) && request.method === 'GET';
	const wanted = isOpen
		? negotiateLocale(null, request.headers.get('accept-language') ?? undefined)
		: locals.locale;
	if (wanted !== locals.locale) redirect(302, localizeHref(path, { locale: wanted }) + url.search);
	return { locale: locals.locale };
};
