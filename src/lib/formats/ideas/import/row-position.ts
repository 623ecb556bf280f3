import { isWithin } from '../../../core/places/within.ts';
import type { IdeaMap } from '../map.server.ts';
import type { RowProblemCode } from './problems.ts';
import { word, type Row } from './row.ts';
import { whereWords } from './row-words.ts';
import { numberOf, pointOf, wordKey, type RawPoint } from '../../../platform/cell-values.ts';

/** Where the idea is about: a point, else a place of the map, else the whole quarter. Tells what cannot be. */
export function positionOf(row: Row) {
	const { cell, tell, context } = row;
	const { map, innermost } = context;
	const quarter = { whereabouts: 'quarter' as const, placeId: map.placeId, lat: null, lng: null };
	const kind = word(row, 'whereabouts', whereWords, null, 'whereabouts_unknown');
	if (kind === 'quarter') return quarter;
	const point = kind === 'place' ? null : pointIn(row);
	if (point) {
		const placeId = innermost([point.lng, point.lat]) ?? map.placeId;
		return { whereabouts: 'pin' as const, placeId, ...point };
	}
	if (kind === 'pin' || cell('place') === '') {
		if (kind !== null) tell('position_invalid', 'lat');
		return quarter;
	}
	const place = context.places.get(wordKey(cell('place')));
	if (!place) {
		tell(place === null ? 'place_ambiguous' : 'place_unknown', 'place');
		return quarter;
	}
	return { whereabouts: 'place' as const, placeId: place.id, lat: place.lat, lng: place.lng };
}

/** A point that the map can take; null where the row has none or a wrong one, which is then told. */
function pointIn({ cell, tell, context: { mapping, map } }: Row): RawPoint | null {
	const [latText, lngText, text] = [cell('lat'), cell('lng'), cell('point')];
	const field = mapping.columns.point === undefined ? 'lat' : 'point';
	if (text === '' && latText === '' && lngText === '') return null;
	if (text === '' && (latText === '' || lngText === '')) {
		tell('position_half', latText === '' ? 'lat' : 'lng');
		return null;
	}
	if (/^(MULTI)?(POLYGON|LINESTRING)|^MULTIPOINT|^GEOMETRYCOLLECTION/i.test(text)) {
		tell('not_a_point', 'point');
		return null;
	}
	const [lat, lng] = [numberOf(latText), numberOf(lngText)];
	const read = text !== '' ? pointOf(text) : lat === null || lng === null ? null : { lat, lng };
	const found = text || `${latText} / ${lngText}`;
	if (!read) {
		tell('position_invalid', field, found);
		return null;
	}
	const point = mapping.swap ? { lat: read.lng, lng: read.lat } : read;
	const code = pointProblem(point, map);
	if (!code) return point;
	tell(code, field, found);
	return null;
}

function pointProblem({ lat, lng }: RawPoint, { area }: IdeaMap): RowProblemCode | null {
	// Metres of a projection (UTM, Gauß-Krüger) are in the hundreds of thousands.
	if (Math.abs(lat) > 1000 && Math.abs(lng) > 1000) return 'position_projected';
	if (area && isWithin(area, [lng, lat])) return null;
	if (area && isWithin(area, [lat, lng])) return 'position_swapped';
	if (Math.abs(lat) > 90 || Math.abs(lng) > 180) return 'position_range';
	return area ? 'position_outside' : null;
}
