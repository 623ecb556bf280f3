import type { WhereInput } from '../schema.ts';

/** A photo in the form: stored already, known by its ticket. */
export type DraftPhoto = Readonly<{ ticket: string; description: string }>;

/**
 * What somebody has typed so far. It travels through the steps in the form itself: nothing is kept of a form that is
 * never sent but its photos, for a day.
 */
export type Draft = Readonly<{
	/** Sealed by us: when the form was opened, and the contribution's own key. */
	seal: string;
	/** 'quarter', 'place:<id>' or 'pin'; empty: nothing chosen yet. */
	where: string;
	/** Of a pin, in degrees, as typed by a script or a search result. */
	lat: string;
	lng: string;
	/** What the address search calls the point; only for whoever fills in the form. */
	spot: string;
	/** The point is at somebody's home. */
	blur: boolean;
	categoryId: string;
	title: string;
	body: string;
	photos: readonly DraftPhoto[];
	/** Stays empty: people do not see the field, programs fill it in. */
	website: string;
}>;

export const emptyDraft = (seal: string): Draft => ({
	seal,
	where: '',
	lat: '',
	lng: '',
	spot: '',
	blur: false,
	categoryId: '',
	title: '',
	body: '',
	photos: [],
	website: ''
});

/** Reads the form. What is no text counts as empty; a found address comes as one choice, `at:<lat>,<lng>:<name>`. */
export function draftOf(data: FormData): Draft {
	const text = (name: string) => textsOf(data, name)[0] ?? '';
	const tickets = textsOf(data, 'ticket');
	const descriptions = textsOf(data, 'description');
	const removed = pressOf(data).startsWith('remove:') ? pressOf(data).slice(7) : null;
	return {
		seal: text('seal'),
		...chosenPlace(text('where'), text('lat'), text('lng'), text('spot')),
		blur: text('blur') === 'on',
		categoryId: text('category'),
		title: text('title'),
		body: text('body'),
		photos: tickets
			.map((ticket, index) => ({ ticket, description: descriptions[index] ?? '' }))
			.filter(({ ticket }) => ticket !== removed),
		website: text('website')
	};
}

/** Which button was pressed. */
export const pressOf = (data: FormData): string => textsOf(data, 'press')[0] ?? '';

const textsOf = (data: FormData, name: string): string[] =>
	data.getAll(name).filter((value) => typeof value === 'string');

function chosenPlace(where: string, lat: string, lng: string, spot: string) {
	const found = /^at:(-?[\d.]+),(-?[\d.]+):(.*)$/su.exec(where);
	if (found) return { where: 'pin', lat: found[1]!, lng: found[2]!, spot: found[3]! };
	return where === 'pin' ? { where, lat, lng, spot } : { where, lat: '', lng: '', spot: '' };
}

/** What the chosen place says to the use cases; null where nothing is chosen. Numbers are checked there. */
export function whereOf({ where, lat, lng, blur }: Draft): WhereInput | null {
	if (where === 'quarter') return { kind: 'quarter' };
	if (where.startsWith('place:')) return { kind: 'place', placeId: where.slice(6) };
	if (where !== 'pin') return null;
	return { kind: 'pin', lat: degrees(lat), lng: degrees(lng), blur };
}

const degrees = (typed: string): number => (typed.trim() === '' ? NaN : Number(typed));

/**
 * The language to mark a text with. Whoever writes Arabic on the German page writes Arabic; Leichte Sprache is what
 * somebody reads, what they write is German.
 */
export function languageOfText(text: string, pageLocale: string): 'de' | 'en' | 'ar' {
	const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0;
	const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
	if (arabic > latin) return 'ar';
	return pageLocale === 'en' ? 'en' : 'de';
}
