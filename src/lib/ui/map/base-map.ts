import * as L from 'leaflet/dist/leaflet-src.esm.js';
import { phrase, type MapConfig } from './config.ts';

/** Tiles end here; nearer they are shown larger, so that pins a metre apart can be told apart. */
const lastTiles = 19;
const greatestZoom = 22;

const still = matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A map in this frame with the area's outline on tiles, or on a grid with names where there are none. */
export function openMap(frame: HTMLElement, config: MapConfig): L.Map {
	const [west, south, east, north] = config.box;
	const bounds = L.latLngBounds([south, west], [north, east]);
	const canvas = document.createElement('div');
	canvas.className = 'map-canvas';
	// Leaflet counts pixels from the left, in every language.
	canvas.dir = 'ltr';
	frame.replaceChildren(canvas);
	const map = L.map(canvas, {
		attributionControl: false,
		zoomControl: false,
		maxZoom: greatestZoom,
		minZoom: 3,
		zoomAnimation: !still,
		fadeAnimation: !still,
		markerZoomAnimation: !still,
		inertia: !still,
		maxBounds: bounds.pad(4)
	});
	canvas.setAttribute('role', 'application');
	canvas.setAttribute('aria-label', phrase(frame, 'label'));
	L.control
		.zoom({ zoomInTitle: phrase(frame, 'zoomIn'), zoomOutTitle: phrase(frame, 'zoomOut') })
		.addTo(map);
	map.fitBounds(bounds, { animate: false });
	grid().addTo(map);
	tilesOrNames(map, config);
	outline(config).addTo(map);
	// Lines and areas without a name: what they say stands in the list beside the map.
	map.getPane('overlayPane')!.setAttribute('aria-hidden', 'true');
	if (config.attribution && config.tiles) attribution(config.attribution).addTo(map);
	// The frame may have been hidden behind the list while the page was laid out.
	new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(canvas);
	return map;
}

function grid(): L.GridLayer {
	const Grid = L.GridLayer.extend({
		createTile(): HTMLElement {
			const tile = document.createElement('div');
			tile.className = 'map-grid';
			return tile;
		}
	}) as typeof L.GridLayer;
	return new Grid({ maxZoom: greatestZoom });
}

/** Names show as long as no tile has come: the map stays of use when whoever makes the tiles is away. */
function tilesOrNames(map: L.Map, { tiles, places }: MapConfig): void {
	const labels = places.map(({ name, lat, lng }) => {
		const label = document.createElement('span');
		label.className = 'map-name';
		label.dir = 'auto';
		label.textContent = name;
		return { label, at: L.latLng(lat, lng) };
	});
	const names = L.layerGroup(
		labels.map(({ label, at }) => {
			const icon = L.divIcon({ html: label, className: 'map-name-at', iconSize: [0, 0] });
			return L.marker(at, { icon, interactive: false, keyboard: false, zIndexOffset: -1000 });
		})
	).addTo(map);
	const keepApart = () => hideOverlapping(map, labels);
	map.on('zoomend resize', keepApart);
	keepApart();
	if (!tiles) return;
	L.tileLayer(tiles, { maxNativeZoom: lastTiles, maxZoom: greatestZoom })
		.once('tileload', () => names.remove())
		.addTo(map);
}

/** Where names would lie on each other, the first of them stands alone; nearer there is room for the others. */
function hideOverlapping(
	map: L.Map,
	labels: readonly { label: HTMLElement; at: L.LatLng }[]
): void {
	const shown: L.Bounds[] = [];
	for (const { label, at } of labels) {
		label.hidden = false;
		const half = L.point(label.offsetWidth, label.offsetHeight).divideBy(2);
		const middle = map.latLngToLayerPoint(at);
		const room = L.bounds(middle.subtract(half), middle.add(half));
		label.hidden = shown.some((other) => other.intersects(room));
		if (!label.hidden) shown.push(room);
	}
}

const outline = ({ outline }: MapConfig): L.Polygon =>
	L.polygon(
		outline.map((ring) => ring.map(([lng, lat]): [number, number] => [lat, lng])),
		{ className: 'map-outline', interactive: false }
	);

/** As text: the library would take it for HTML. */
function attribution(text: string): L.Control {
	const control = new L.Control({ position: 'bottomright' });
	control.onAdd = () => {
		const element = document.createElement('p');
		element.className = 'map-attribution';
		element.textContent = text;
		return element;
	};
	return control;
}
