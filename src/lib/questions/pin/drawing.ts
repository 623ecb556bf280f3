import type { QuestionArea } from '../material.ts';

export type Drawing = Readonly<{
	width: number;
	height: number;
	/** `d` of an SVG path; empty where there is no outline. */
	outline: string;
	/** Places whose names have room. */
	names: readonly Readonly<{ id: string; name: string; x: number; y: number }>[];
}>;

const width = 320;
/** A letter of 9 units: about this wide, a line this high. */
const letter = 5;
const line = 12;

/** Equirectangular about the middle: within a city it is true in shape to a thousandth, and fields are rectangles. */
export function drawingOf({ box, outline, places }: QuestionArea): Drawing {
	const [west, south, east, north] = box;
	const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
	const height = Math.round((width * (north - south)) / ((east - west) * shrink));
	const x = (lng: number) => tenth(((lng - west) / (east - west)) * width);
	const y = (lat: number) => tenth(((north - lat) / (north - south)) * height);
	const rings = outline.map(
		(ring) => `M${ring.map(([lng, lat]) => `${x(lng)} ${y(lat)}`).join('L')}Z`
	);
	const points = places.map(({ id, name, lat, lng }) => ({ id, name, x: x(lng), y: y(lat) }));
	return { width, height, outline: rings.join(''), names: apart(points, height) };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Where names would lie on each other or reach over the edge, the first of them stands alone. */
function apart(points: Drawing['names'], height: number): Drawing['names'] {
	const taken: { left: number; right: number; y: number }[] = [];
	return points.filter(({ name, x, y }) => {
		const half = (name.length * letter) / 2;
		const room = { left: x - half, right: x + half, y };
		if (room.left < 0 || room.right > width || y < 2 * line || y > height) return false;
		const isFree = taken.every(
			(other) => other.right < room.left || other.left > room.right || Math.abs(other.y - y) > line
		);
		if (isFree) taken.push(room);
		return isFree;
	});
}
