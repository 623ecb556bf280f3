import { textFor } from '../../../platform/i18n/translated.ts';
import type { IdeaMap } from '../map.server.ts';
import { categoryName } from './columns.ts';
import type { Audience, ExchangeRow } from './rows.server.ts';

/**
 * Ideas as a GeoJSON FeatureCollection (RFC 7946), in pieces as they come. Names and codes are the same in every
 * language, for programs; an idea without a point has the geometry null.
 */
export async function* geojsonPieces(
	batches: AsyncIterable<readonly ExchangeRow[]>,
	map: IdeaMap,
	audience: Audience
): AsyncGenerator<string> {
	yield `{"type":"FeatureCollection","name":${JSON.stringify(textFor(map.title, map.locales[0]!))},"features":[`;
	let separator = '\n';
	for await (const rows of batches) {
		yield separator + rows.map((row) => JSON.stringify(featureOf(row, map, audience))).join(',\n');
		separator = ',\n';
	}
	yield '\n]}\n';
}

function featureOf(row: ExchangeRow, map: IdeaMap, audience: Audience) {
	const { id, lat, lng, categoryId, placeName, submittedOn, importedSupports, ...rest } = row;
	const { visibility, hiddenReason, way, walk, mergedInto, sourceRef, answer, ...shown } = rest;
	return {
		type: 'Feature',
		id,
		geometry: lat === null ? null : { type: 'Point', coordinates: [lng, lat] },
		properties: {
			...shown,
			category: categoryName(map, categoryId, map.locales[0]!),
			place: placeName,
			date: submittedOn,
			supportsEarlier: importedSupports,
			answer: answer && textFor(answer, map.locales[0]!),
			...(audience === 'staff' && { visibility, hiddenReason, way, walk, mergedInto, sourceRef })
		}
	};
}
