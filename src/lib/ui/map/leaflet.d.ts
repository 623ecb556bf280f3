/** The build that a bundler can read; the package has types for its name only. */
declare module 'leaflet/dist/leaflet-src.esm.js' {
	export * from 'leaflet';
}
