import { parse } from '../../../platform/parse.ts';
import { correctionInput, type CorrectionInput } from './correct-idea.server.ts';
import type { ReceiptView } from './read-receipt.server.ts';

/** What the correction form holds, to be shown again after a refusal. */
export type TypedCorrection = Readonly<{
	categoryId: string;
	title: string;
	body: string;
	/** 'keep', 'quarter' or 'place:<id>'. */
	where: string;
	/** By the id of the photo. */
	photos: Readonly<Record<string, Readonly<{ description: string; removed: boolean }>>>;
}>;

const textIn = (data: FormData, name: string): string => {
	const value = data.get(name);
	return typeof value === 'string' ? value : '';
};

const descriptionOf = 'description-';

export const typedCorrection = (data: FormData): TypedCorrection => ({
	categoryId: textIn(data, 'category'),
	title: textIn(data, 'title'),
	body: textIn(data, 'body'),
	where: textIn(data, 'where'),
	photos: Object.fromEntries(
		[...data.keys()]
			.filter((name) => name.startsWith(descriptionOf))
			.map((name) => [name.slice(descriptionOf.length), typedPhoto(data, name)])
	)
});

const typedPhoto = (data: FormData, name: string) => ({
	description: textIn(data, name),
	removed: data.get(`remove-${name.slice(descriptionOf.length)}`) === 'on'
});

/** @throws Refusal with a reason at each field (422) */
export function correctionOf(data: FormData, { photos }: ReceiptView): CorrectionInput {
	const { where, photos: typed, ...texts } = typedCorrection(data);
	return parse(correctionInput, {
		...texts,
		where:
			where === 'quarter'
				? { kind: 'quarter' }
				: where.startsWith('place:')
					? { kind: 'place', placeId: where.slice(6) }
					: null,
		photos: photos
			.filter(({ id }) => !typed[id]?.removed)
			.map(({ id }) => ({ pictureId: id, description: typed[id]?.description ?? '' }))
	});
}
