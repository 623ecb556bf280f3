import type { CatalogueFile } from '#lib/core/measures/import.server.ts';

/** The catalogue from the chosen file, or from the field that carries it from the preview to the confirmation. */
export async function catalogueFileFrom(form: FormData): Promise<CatalogueFile | null> {
	const file = form.get('file');
	const text = file instanceof File && file.size > 0 ? await file.text() : form.get('text');
	if (typeof text !== 'string' || text === '') return null;
	const place = form.get('place');
	return { text, placeId: typeof place === 'string' && place !== '' ? place : null };
}
