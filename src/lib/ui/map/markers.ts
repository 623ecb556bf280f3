import * as L from 'leaflet/dist/leaflet-src.esm.js';
import { phrase, say } from './config.ts';
import {
	fetchFeatures,
	isCluster,
	lastZoom,
	type Cluster,
	type Feature,
	type FeatureView,
	type Pin
} from './features.ts';

/** A map that is being moved asks once it rests. */
const restMs = 150;
/** Pins nearer than this many pixels cannot be hit apart (WCAG 2.5.8). */
const overlap = 24;
/** A cluster so small may lie on one spot altogether: that is asked at once. */
const smallCluster = 12;
/** So many zooms one press goes at most: more, and one no longer knows where one is. */
const nearer = 4;
/** Degrees, about 3 m: one spot. */
const spot = 3e-5;

/** Shows what the API says of each view, as links and buttons that a keyboard reaches too. */
export function followView(frame: HTMLElement, map: L.Map, address: string): void {
	const layer = L.layerGroup().addTo(map);
	let underWay: AbortController | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function load(): Promise<void> {
		underWay?.abort();
		const mine = (underWay = new AbortController());
		try {
			const view = await fetchFeatures(address, boxOf(map), Math.round(map.getZoom()), mine.signal);
			show(frame, map, layer, address, view);
			say(frame, phrase(frame, 'shown', { n: view.total }));
		} catch {
			if (!mine.signal.aborted) say(frame, phrase(frame, 'failed'));
		}
	}

	map.on('moveend', () => {
		clearTimeout(timer);
		timer = setTimeout(() => void load(), restMs);
	});
	void load();
}

function boxOf(map: L.Map): number[] {
	const bounds = map.getBounds();
	const clip = (degrees: number, limit: number) => Math.min(limit, Math.max(-limit, degrees));
	return [
		clip(bounds.getWest(), 180),
		clip(bounds.getSouth(), 90),
		clip(bounds.getEast(), 180),
		clip(bounds.getNorth(), 90)
	];
}

function show(
	frame: HTMLElement,
	map: L.Map,
	layer: L.LayerGroup,
	address: string,
	{ features }: FeatureView
): void {
	const focused = document.activeElement?.getAttribute('href');
	const hadFocus = frame.contains(document.activeElement);
	layer.clearLayers();
	const clusters = features.filter(({ properties }) => isCluster(properties));
	const pins = features.filter(({ properties }) => !isCluster(properties));
	// In reading order, so that Tab goes through them as the eye does.
	const spots = [...clusters.map((one) => [one]), ...bySpot(map, pins)].sort(
		([a], [b]) => b!.geometry.coordinates[1] - a!.geometry.coordinates[1]
	);
	for (const together of spots) {
		const element = elementFor(frame, map, address, together);
		const at = L.latLng(latLng(together[0]!));
		element.addEventListener('focus', () => map.panInside(at, { padding: [40, 40] }));
		L.DomEvent.disableClickPropagation(element);
		L.marker(at, { icon: iconOf(element), interactive: false, keyboard: false }).addTo(layer);
		if (focused && element.getAttribute('href') === focused) element.focus();
	}
	if (hadFocus && !frame.contains(document.activeElement)) map.getContainer().focus();
}

const latLng = ({ geometry }: Feature): [number, number] => [
	geometry.coordinates[1],
	geometry.coordinates[0]
];

/** Pins that would lie on each other, together. */
function bySpot(map: L.Map, pins: readonly Feature[]): Feature[][] {
	const spots: { at: L.Point; pins: Feature[] }[] = [];
	for (const pin of pins) {
		const at = map.latLngToLayerPoint(latLng(pin));
		const near = spots.find((spot) => spot.at.distanceTo(at) < overlap);
		if (near) near.pins.push(pin);
		else spots.push({ at, pins: [pin] });
	}
	return spots.map(({ pins }) => pins);
}

function elementFor(
	frame: HTMLElement,
	map: L.Map,
	address: string,
	together: readonly Feature[]
): HTMLElement {
	const [{ properties }] = together as [Feature];
	if (isCluster(properties)) return clusterLink(frame, map, address, properties);
	const pins = together.map((feature) => feature.properties as Pin);
	if (pins.length === 1) return pinLink(frame, pins[0]!);
	return bubble(frame, 'button', pins.length, () => list(frame, map, latLng(together[0]!), pins));
}

function pinLink(frame: HTMLElement, pin: Pin): HTMLElement {
	const link = document.createElement('a');
	link.className = 'map-pin';
	link.href = here(pin.href);
	link.setAttribute('aria-label', pin.title);
	link.title = pin.title;
	link.lang = pin.lang;
	const sign = document.querySelector<HTMLElement>(`[data-category-sign="${pin.category}"]`);
	link.dataset['colour'] = sign?.dataset['colour'] ?? 'grey';
	const icon = sign?.querySelector('svg')?.cloneNode(true);
	if (icon) link.append(icon);
	if (pin.status) link.dataset['status'] = pin.status;
	return link;
}

function clusterLink(frame: HTMLElement, map: L.Map, address: string, cluster: Cluster) {
	const link = bubble(frame, 'a', cluster.count, (event) => {
		event.preventDefault();
		void lookInto(frame, map, address, cluster);
	}) as HTMLAnchorElement;
	link.href = here(cluster.href);
	return link;
}

function bubble(
	frame: HTMLElement,
	tag: 'a' | 'button',
	count: number,
	open: (event: Event) => void
): HTMLElement {
	const element = document.createElement(tag);
	if (tag === 'button') element.setAttribute('type', 'button');
	element.className = 'map-cluster';
	element.dataset['size'] = String(Math.min(4, Math.floor(Math.log10(count)) + 1));
	element.textContent = short(count);
	element.setAttribute('aria-label', phrase(frame, 'cluster', { n: count }));
	element.addEventListener('click', open);
	return element;
}

const short = (count: number): string =>
	new Intl.NumberFormat(document.documentElement.lang, {
		notation: 'compact',
		maximumSignificantDigits: 3
	}).format(count);

/** As near to a cluster as all of it can be seen; where its ideas are few and lie on one spot, their list. */
async function lookInto(frame: HTMLElement, map: L.Map, address: string, cluster: Cluster) {
	const parts = await partsOf(map, address, cluster);
	if (!parts) return location.assign(here(cluster.href));
	const extent = L.latLngBounds(parts.map(latLng));
	const [high, low] = [extent.getNorthEast(), extent.getSouthWest()];
	const pins = parts.map(({ properties }) => properties);
	const isSpot = high.lat - low.lat < spot && high.lng - low.lng < spot;
	if (isSpot && pins.every(isPin)) return list(frame, map, latLng(parts[0]!), pins);
	if (map.getZoom() >= map.getMaxZoom()) return location.assign(here(cluster.href));
	const nearest = map.getBoundsZoom(extent.pad(0.3));
	const zoom = Math.max(map.getZoom() + 1, Math.min(nearest, map.getZoom() + nearer));
	return map.setView(extent.getCenter(), Math.min(map.getMaxZoom(), zoom));
}

const isPin = (properties: Pin | Cluster): properties is Pin => !isCluster(properties);

/** What the cluster falls apart into some zooms nearer; null where nobody answers. */
async function partsOf(map: L.Map, address: string, { count, bounds }: Cluster) {
	const zoom = count <= smallCluster ? lastZoom : Math.min(lastZoom, map.getZoom() + nearer);
	try {
		const { features } = await fetchFeatures(address, bounds, zoom);
		return features.length > 0 ? features : null;
	} catch {
		return null;
	}
}

/** The ideas of one spot, as a list of links over it. */
function list(frame: HTMLElement, map: L.Map, at: [number, number], pins: readonly Pin[]): void {
	const items = pins.map(({ title, lang, href }) => {
		const link = document.createElement('a');
		link.href = here(href);
		link.lang = lang;
		link.dir = 'auto';
		link.textContent = title;
		const item = document.createElement('li');
		item.append(link);
		return item;
	});
	const element = document.createElement('ul');
	element.className = 'map-list';
	element.setAttribute('aria-label', phrase(frame, 'cluster', { n: pins.length }));
	element.append(...items);
	L.popup({ maxHeight: 240, closeButton: false }).setLatLng(at).setContent(element).openOn(map);
	element.querySelector('a')?.focus();
}

/** The language stays: the API's paths have none. */
const here = (path: string): string => localePrefix() + path;

const localePrefix = (): string =>
	/^\/(?!(?:ideas|offers|fund|events)(?:\/|$))[a-z-]+(?=\/(?:ideas|offers|fund|events)(?:\/|$))/.exec(
		location.pathname
	)?.[0] ?? '';

/** An icon that is the element itself, centred by the style sheet. */
const iconOf = (element: HTMLElement): L.DivIcon =>
	L.divIcon({ html: element, className: 'map-at', iconSize: [0, 0] });
