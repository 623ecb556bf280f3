/**
 * How messages are compiled, for the build, the dev server and the scripts alike.
 * German has no prefix; Leichte Sprache (BCP 47 `de-simple`) lives under /leicht.
 */
const prefixes = [
	['en', '/en'],
	['ar', '/ar'],
	['de-simple', '/leicht'],
	['de', '']
] as const;

const localized = (path: string): [string, string][] =>
	prefixes.map(([locale, prefix]) => [locale, `${prefix}${path}`]);

export const paraglideOptions = {
	project: './src/lib/platform/i18n/project.inlang',
	outdir: './src/lib/platform/i18n/paraglide',
	strategy: ['url', 'cookie', 'preferredLanguage', 'baseLocale'] as (
		'url' | 'cookie' | 'preferredLanguage' | 'baseLocale'
	)[],
	emitTsDeclarations: true,
	// Known by the bundler, so a browser's bundle leaves out what only the server does; outside of it by its window.
	isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'",
	urlPatterns: [
		{
			pattern: '/api/:path(.*)?',
			localized: prefixes.map(([locale]) => [locale, '/api/:path(.*)?'] as [string, string])
		},
		{ pattern: '/:path(.*)?', localized: localized('/:path(.*)?') }
	]
};
