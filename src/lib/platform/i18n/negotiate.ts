import { baseLocale, locales, type Locale } from './paraglide/runtime.js';

const isLocale = (tag: string | null): tag is Locale => locales.includes(tag as Locale);

/**
 * The language of an answer to a program: what it asks for by `?locale=`, else the best of Accept-Language (RFC 9110),
 * else German.
 */
export function negotiateLocale(asked: string | null, acceptLanguage: string | undefined): Locale {
	if (isLocale(asked)) return asked;
	const wanted = (acceptLanguage ?? '')
		.slice(0, 500)
		.split(',')
		.map((part) => {
			const [tag = '', quality = 'q=1'] = part
				.trim()
				.toLowerCase()
				.split(/\s*;\s*/);
			return { tag, weight: Number(quality.replace('q=', '')) || 0 };
		})
		.filter(({ weight }) => weight > 0)
		.sort((a, b) => b.weight - a.weight)
		.flatMap(({ tag }) => [tag, tag.split('-')[0]!]);
	return wanted.find(isLocale) ?? baseLocale;
}
