import { parse } from '../../../platform/parse.ts';
import { collectedInput, type CollectedInput } from '../schema.ts';

/** The fields of the form for collected ideas as they were typed. */
export type CollectedValues = Readonly<{
	clientKey: string;
	categoryId: string;
	locale: string;
	title: string;
	body: string;
	/** `here` (the phone's position), `place` or `quarter`. */
	where: string;
	placeId: string;
	lat: string;
	lng: string;
	blur: boolean;
	source: string;
	way: string;
	walkId: string;
	saidOn: string;
	cardCode: string;
	consent: boolean;
}>;

export function typedCollected(form: FormData): CollectedValues {
	const text = (name: string) => String(form.get(name) ?? '');
	return {
		clientKey: text('clientKey'),
		categoryId: text('categoryId'),
		locale: text('locale'),
		title: text('title'),
		body: text('body'),
		where: text('where'),
		placeId: text('placeId'),
		lat: text('lat'),
		lng: text('lng'),
		blur: form.has('blur'),
		source: text('source'),
		way: text('way'),
		walkId: text('walkId'),
		saidOn: text('saidOn'),
		cardCode: text('cardCode').trim(),
		consent: form.has('consent')
	};
}

/** @throws Refusal input_invalid with the reason at each field */
export const checkedCollected = (typed: CollectedValues): CollectedInput =>
	parse(collectedInput, collectedOf(typed));

/** What was typed in the shape that the schema reads; also what a phone seals and keeps. */
export const collectedOf = (typed: CollectedValues) => ({
	clientKey: typed.clientKey,
	categoryId: typed.categoryId,
	locale: typed.locale,
	title: typed.title,
	body: typed.body,
	where: whereOf(typed),
	source: typed.source,
	way: typed.way,
	walkId: typed.walkId || null,
	saidOn: typed.saidOn,
	cardCode: typed.cardCode,
	consent: typed.consent
});

function whereOf({ where, placeId, lat, lng, blur }: CollectedValues) {
	if (where === 'place') return { kind: 'place', placeId };
	if (where !== 'here') return { kind: 'quarter' };
	return { kind: 'pin', lat: numberOf(lat), lng: numberOf(lng), blur };
}

const numberOf = (text: string): number => (text.trim() === '' ? NaN : Number(text));

/** Back into the fields of the form, for an idea that came back with a reason. */
export function valuesOfCollected(kept: ReturnType<typeof collectedOf>): CollectedValues {
	const { where } = kept;
	return {
		...kept,
		walkId: kept.walkId ?? '',
		where: where.kind === 'pin' ? 'here' : where.kind,
		placeId: where.kind === 'place' ? (where.placeId ?? '') : '',
		lat: where.kind === 'pin' ? String(where.lat) : '',
		lng: where.kind === 'pin' ? String(where.lng) : '',
		blur: where.kind === 'pin' && where.blur === true
	};
}
