/** Headers of every answer, pages and programs alike; the pages' Content-Security-Policy comes from SvelteKit. */
export function securityHeaders(origin: string): Record<string, string> {
	return {
		'x-content-type-options': 'nosniff',
		// A join link carries a code: other sites get no more than where somebody came from.
		'referrer-policy': 'strict-origin-when-cross-origin',
		'permissions-policy': permissionsPolicy(),
		'cross-origin-opener-policy': 'same-origin',
		...(origin.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' })
	};
}

/** What a page's scripts may ask the person for: where they are, and on some pages one thing more. */
export function permissionsPolicy(more?: 'microphone' | 'camera'): string {
	const asked = ['geolocation', more];
	return ['camera', 'microphone', 'geolocation', 'payment', 'usb']
		.map((feature) => `${feature}=(${asked.includes(feature) ? 'self' : ''})`)
		.join(', ');
}
