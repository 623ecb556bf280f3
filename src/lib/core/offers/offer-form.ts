import { locales, type Locale } from '../../platform/i18n/paraglide/runtime.js';
import { seenVersion } from '../../platform/seen-version.ts';
import type { Offer } from './reads.server.ts';
import type { OfferInput } from './schema.ts';

/** What stands in the fields of the form, as text. */
export type OfferForm = Omit<OfferInput, 'kind' | 'languages' | 'phone' | 'email' | 'website'> &
	Readonly<{
		kind: string;
		languages: readonly string[];
		phone: string;
		email: string;
		website: string;
		/** All of it was looked at today. */
		checked: boolean;
		/** Of the offer that the form began with; 0: a new one. */
		version: number;
		/** Of a new one, made with the empty form: sent twice it is one offer. */
		clientKey: string;
	}>;

type Texts = Partial<Record<Locale, string>>;

/** Reads the form as it was sent; nothing is judged yet. */
export function typedOffer(form: FormData): OfferForm {
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const texts = (name: string): Texts =>
		Object.fromEntries(locales.map((locale) => [locale, text(`${name}.${locale}`)]));
	return {
		kind: text('kind'),
		placeId: text('placeId'),
		name: texts('name'),
		description: texts('description'),
		opening: texts('opening'),
		address: text('address'),
		lat: text('lat'),
		lng: text('lng'),
		phone: text('phone'),
		email: text('email'),
		website: text('website'),
		free: form.has('free'),
		languages: form.getAll('languages').map(String),
		checked: form.has('checked'),
		version: seenVersion(text('version')),
		clientKey: text('clientKey')
	};
}

/** What an offer has in the fields of its form; of none, the empty form. */
export const formOf = (offer: Offer | null, placeId = ''): OfferForm => ({
	kind: offer?.kind ?? '',
	placeId: offer?.placeId ?? placeId,
	name: (offer?.name ?? {}) as Texts,
	description: (offer?.description ?? {}) as Texts,
	opening: (offer?.opening ?? {}) as Texts,
	address: offer?.address ?? '',
	lat: offer?.lat?.toString() ?? '',
	lng: offer?.lng?.toString() ?? '',
	phone: offer?.phone ?? '',
	email: offer?.email ?? '',
	website: offer?.website ?? '',
	free: offer?.free ?? false,
	languages: offer?.languages ?? ['de'],
	checked: false,
	version: offer?.version ?? 0,
	clientKey: offer ? '' : crypto.randomUUID()
});

/** The form as the use cases take it; their schema judges. */
export const inputOf = ({
	checked: _checked,
	version: _version,
	clientKey: _clientKey,
	...typed
}: OfferForm): OfferInput => ({ ...typed, languages: [...typed.languages] }) as OfferInput;
