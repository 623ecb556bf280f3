import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** So that the street mode of one map can be put on a phone's home screen. Says nothing of the map itself. */
export const GET: RequestHandler = ({ params }) =>
	json(
		{
			name: 'Palaver Street',
			short_name: 'Street',
			id: `/street/${params.id}`,
			start_url: `/street/${params.id}`,
			scope: '/',
			display: 'standalone',
			background_color: '#faf5ec',
			theme_color: '#1f5c4a',
			icons: [
				{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
				{ src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
				{ src: '/icon-512.png', sizes: '512x512', type: 'image/png' }
			]
		},
		{ headers: { 'content-type': 'application/manifest+json', 'cache-control': 'max-age=3600' } }
	);
