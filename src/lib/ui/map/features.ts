/** What the map needs of the features that an API gives. */
export type Pin = Readonly<{
	title: string;
	lang: string;
	/** Names the element of the page that shows icon and colour: `data-category-sign`. */
	category: string;
	status?: string;
	href: string;
}>;
export type Cluster = Readonly<{
	count: number;
	bounds: readonly [number, number, number, number];
	href: string;
}>;
export type Feature = Readonly<{
	geometry: Readonly<{ coordinates: readonly [lng: number, lat: number] }>;
	properties: Pin | Cluster;
}>;
export type FeatureView = Readonly<{ total: number; features: readonly Feature[] }>;

export const isCluster = (properties: Pin | Cluster): properties is Cluster =>
	'count' in properties;

/** From this zoom on the API gives pins one by one. */
export const lastZoom = 20;

/** @param box west, south, east, north @throws where the answer is no or the network is away */
export async function fetchFeatures(
	address: string,
	box: readonly number[],
	zoom: number,
	signal?: AbortSignal
): Promise<FeatureView> {
	const url = new URL(address, location.href);
	url.searchParams.set('bbox', box.map((degrees) => degrees.toFixed(6)).join(','));
	url.searchParams.set('zoom', String(zoom));
	url.searchParams.set('cells', 'whole');
	const answer = await fetch(url, signal ? { signal } : {});
	if (!answer.ok) throw new Error(`features: ${answer.status}`);
	return (await answer.json()) as FeatureView;
}
