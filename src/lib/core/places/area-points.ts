import { firstCrossing } from './crossing.ts';
import type { Boundary, LngLat } from './boundary.ts';

/** What is wrong with points that were typed; `line` counts from 1, null: with all of them together. */
export type PointsProblem = Readonly<{
	code:
		| 'points_few'
		| 'points_many'
		| 'point_unreadable'
		| 'point_swapped'
		| 'point_range'
		| 'points_cross';
	line: number | null;
	found?: string;
}>;

/** As many as somebody types by hand. */
const most = 500;

/** One point a line as latitude and longitude; the last one is joined to the first. */
export const pointsText = (boundary: Boundary): string | null =>
	boundary.type === 'Polygon' && boundary.coordinates.length === 1
		? boundary.coordinates[0]!.slice(0, -1)
				.map(([lng, lat]) => `${lat}, ${lng}`)
				.join('\n')
		: null;

/**
 * Reads what was typed: `52.0245, 8.5395`, one point a line, also with decimal commas (`52,0245 8,5395`). Latitude
 * comes first, as people read it from maps.
 * @param near where it is expected to lie, to tell swapped coordinates from right ones
 */
export function readPoints(
	typed: string,
	near: LngLat | null
): { area: Boundary } | { problem: PointsProblem } {
	const lines = typed
		.split(/\r\n|\n|\r/)
		.map((text, index) => ({ text: text.trim(), line: index + 1 }));
	const points: LngLat[] = [];
	for (const { text, line } of lines.filter((one) => one.text !== '')) {
		const point = pointOf(text);
		if (!point) return { problem: { code: 'point_unreadable', line, found: text.slice(0, 60) } };
		const wrong = wrongPlace(point, near);
		if (wrong) return { problem: { code: wrong, line, found: text.slice(0, 60) } };
		points.push(point);
	}
	if (points.length > 1 && same(points[0]!, points.at(-1)!)) points.pop();
	if (points.length < 3) return { problem: { code: 'points_few', line: null } };
	if (points.length > most) return { problem: { code: 'points_many', line: null } };
	const ring = [...points, points[0]!];
	const crossing = firstCrossing(ring);
	if (crossing) {
		const [lng, lat] = crossing.at;
		return { problem: { code: 'points_cross', line: null, found: `${lat}, ${lng}` } };
	}
	return { area: { type: 'Polygon', coordinates: [ring] } };
}

const plain = /^(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)$/;
const withCommas = /^(-?\d+,\d+)\s*[;\s]\s*(-?\d+,\d+)$/;

/** A line as somebody typed it; null where it is no point. */
export function pointOf(text: string): LngLat | null {
	const found = withCommas.exec(text) ?? plain.exec(text);
	if (!found) return null;
	const [lat, lng] = [found[1]!, found[2]!].map((number) => Number(number.replace(',', '.')));
	return [lng!, lat!];
}

function wrongPlace([lng, lat]: LngLat, near: LngLat | null) {
	const far = (x: number, y: number) => Math.hypot(x - near![0], y - near![1]) > 2;
	if (near && far(lng, lat) && !far(lat, lng)) return 'point_swapped';
	return Math.abs(lat) > 90 || Math.abs(lng) > 180 ? 'point_range' : null;
}

const same = (a: LngLat, b: LngLat) => a[0] === b[0] && a[1] === b[1];
