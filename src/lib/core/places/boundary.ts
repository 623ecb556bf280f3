/** RFC 7946: longitude before latitude, in degrees (WGS 84); a ring ends where it began. */
export type LngLat = readonly [lng: number, lat: number];
type Ring = readonly LngLat[];
export type Boundary =
	| Readonly<{ type: 'Polygon'; coordinates: readonly Ring[] }>
	| Readonly<{ type: 'MultiPolygon'; coordinates: readonly (readonly Ring[])[] }>;

export const polygonsOf = (boundary: Boundary): readonly (readonly Ring[])[] =>
	boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
