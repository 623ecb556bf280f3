import * as L from 'leaflet/dist/leaflet-src.esm.js';
import { openMap } from './base-map.ts';
import { phrase, say, type MapConfig } from './config.ts';
import { crosshair } from './crosshair.ts';

/** Reads a line of the field as longitude and latitude; null: it is no point. */
export type ReadPoint = (line: string) => readonly [lng: number, lat: number] | null;

/** Takes corners back; what the buttons beside the map do. */
export type Drawing = Readonly<{ takeBack(): void; clear(): void; close(): void }>;

/**
 * Drawing an area: each tap, or Enter at the crosshair, sets the next corner; dragging moves one. The corners stand in a
 * text field, one a line as latitude and longitude: it is what the form sends, and typing there draws too.
 */
export function drawArea(
	frame: HTMLElement,
	config: MapConfig,
	field: HTMLTextAreaElement,
	read: ReadPoint
): Drawing {
	const map = openMap(frame, config);
	const area = L.polygon([], { className: 'map-outline', interactive: false }).addTo(map);
	const corners = L.layerGroup().addTo(map);
	let points = linesOf(field.value).flatMap(cornerIn);

	function show(): void {
		area.setLatLngs(points);
		corners.clearLayers();
		points.forEach((at, index) => cornerAt(at, (moved) => move(index, moved)).addTo(corners));
	}
	function cornerIn(line: string): L.LatLng[] {
		const point = read(line);
		return point && Math.abs(point[1]) <= 90 ? [L.latLng(point[1], point[0])] : [];
	}
	/** Rewrites the field, but never over a line that is not understood: it would be lost. */
	function change(next: L.LatLng[]): void {
		if (linesOf(field.value).some((line) => !read(line)))
			return say(frame, phrase(frame, 'unread'));
		points = next;
		field.value = points.map(({ lat, lng }) => `${lat.toFixed(6)}, ${lng.toFixed(6)}`).join('\n');
		field.dispatchEvent(new Event('change', { bubbles: true }));
		say(frame, phrase(frame, 'corners', { n: points.length }));
		show();
	}
	const move = (index: number, to: L.LatLng) =>
		change(points.map((at, nth) => (nth === index ? to : at)));

	const typed = () => {
		points = linesOf(field.value).flatMap(cornerIn);
		show();
	};
	field.addEventListener('input', typed);
	map.on('click', ({ latlng }: L.LeafletMouseEvent) => change([...points, latlng]));
	crosshair(frame, map, (at) => change([...points, at]));
	show();
	return {
		takeBack: () => change(points.slice(0, -1)),
		clear: () => {
			field.value = '';
			change([]);
		},
		close: () => {
			field.removeEventListener('input', typed);
			map.remove();
		}
	};
}

function cornerAt(at: L.LatLng, moved: (to: L.LatLng) => void): L.Marker {
	const sign = document.createElement('span');
	sign.className = 'map-corner';
	const icon = L.divIcon({ html: sign, className: 'map-at', iconSize: [32, 32] });
	const corner = L.marker(at, { icon, draggable: true, keyboard: false });
	return corner.on('dragend', () => moved(corner.getLatLng()));
}

const linesOf = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
