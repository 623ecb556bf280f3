import { Refusal } from '../../platform/errors.ts';
import type { Box } from '../places/within.ts';
import { greatestZoom } from './clusters.ts';

const worldPixels = 256;
/** A program that names no zoom sees what a phone's screen would show. */
const screenPixels = 390;

/**
 * `west,south,east,north` in degrees (WGS 84), as RFC 7946 writes it.
 * @throws Refusal bbox_malformed, bbox_range, bbox_antimeridian, bbox_upside_down (400)
 */
export function boxFrom(text: string): Box {
	const parts = text.split(',');
	const [west, south, east, north] = parts.map((part) => (part.trim() === '' ? NaN : Number(part)));
	if (parts.length !== 4 || ![west, south, east, north].every(Number.isFinite))
		throw refused('bbox_malformed');
	const box = { west: west!, south: south!, east: east!, north: north! };
	if (Math.abs(box.west) > 180 || Math.abs(box.east) > 180) throw refused('bbox_range');
	if (Math.abs(box.south) > 90 || Math.abs(box.north) > 90) throw refused('bbox_range');
	// RFC 7946 lets such a box run across the antimeridian. No quarter does, so it is a mistake.
	if (box.west > box.east) throw refused('bbox_antimeridian');
	if (box.south > box.north) throw refused('bbox_upside_down');
	return box;
}

/** @throws Refusal zoom_invalid (400) */
export function zoomFrom(text: string): number {
	const zoom = /^\d{1,2}$/.test(text) ? Number(text) : NaN;
	if (!(zoom <= greatestZoom))
		throw new Refusal('malformed', 'zoom_invalid', { zoom: 'zoom_invalid' });
	return zoom;
}

/** The zoom at which a box is about as wide as a phone. */
export function zoomFor({ west, east }: Box): number {
	const zoom = Math.log2((screenPixels * 360) / (worldPixels * Math.max(east - west, 1e-9)));
	return Math.min(greatestZoom, Math.max(0, Math.floor(zoom)));
}

const refused = (reason: string) => new Refusal('malformed', reason, { bbox: reason });

/** `west,south,east,north`, as an address says it. */
export const boxText = ({ west, south, east, north }: Box): string =>
	[west, south, east, north].map((degrees) => Number(degrees.toFixed(6))).join(',');
