import { dirname, join } from 'node:path/posix';

/**
 * The arrows between the rooms of the house: routes -> formats -> core, questions -> access -> platform.
 * The linter asks `complaintAbout` while one types, `architecture.test.ts` asks it about every import there is.
 */

/** One import as written: in which file, of what, and whether it is erased before anything runs. */
export type Import = { file: string; specifier: string; typeOnly: boolean };

type Room =
	| 'routes'
	| 'process'
	| 'house'
	| 'list of formats'
	| 'formats'
	| 'questions'
	| 'core'
	| 'access'
	| 'platform'
	| 'ui'
	| 'migrations'
	| 'scripts'
	| 'tests';

const rooms: readonly [RegExp, Room][] = [
	[/^src\/routes\//, 'routes'],
	[/^src\/lib\/house\./, 'house'],
	[/^src\/lib\/formats\/registry\.ts$/, 'list of formats'],
	[/^src\/lib\/formats\//, 'formats'],
	[/^src\/lib\/questions\//, 'questions'],
	[/^src\/lib\/core\//, 'core'],
	[/^src\/lib\/access\//, 'access'],
	[/^src\/lib\/platform\//, 'platform'],
	[/^src\/lib\/ui\//, 'ui'],
	[/^src\/[^/]+$/, 'process'],
	[/^migrations\//, 'migrations'],
	[/^scripts\//, 'scripts'],
	[/^tests\//, 'tests']
];

/** What a room may import besides itself, and what to do when it wants more. */
const arrows: Record<Exclude<Room, 'scripts' | 'tests'>, { to: Room[]; advice: string }> = {
	routes: {
		to: [
			'house',
			'list of formats',
			'formats',
			'questions',
			'core',
			'access',
			'platform',
			'ui',
			'process'
		],
		advice: 'A route parses, calls one function of src/lib and answers.'
	},
	process: {
		to: [
			'house',
			'list of formats',
			'formats',
			'questions',
			'core',
			'access',
			'platform',
			'ui',
			'routes'
		],
		advice: 'The process wires what the house offers; tests and scripts stay outside.'
	},
	house: {
		to: ['list of formats', 'formats', 'questions', 'core', 'access', 'platform'],
		advice: 'The house wires services; it knows no page.'
	},
	'list of formats': { to: ['formats'], advice: 'The list names the formats and nothing else.' },
	formats: {
		to: ['questions', 'core', 'access', 'platform', 'ui'],
		advice:
			'A format may use core, questions, access, platform and ui. What two formats share belongs into core or questions.'
	},
	questions: {
		to: ['access', 'platform', 'ui'],
		advice:
			'A question type is pure and serves every format: it knows neither formats nor core. Hand in what it needs as config.'
	},
	core: {
		to: ['access', 'platform', 'ui'],
		advice:
			'Core is what all formats share and knows none of them. Let the format pass in what differs (as it does with facts), or wire it in house.server.ts.'
	},
	access: {
		to: ['platform'],
		advice: 'Access decides from the actor and the subject it is handed.'
	},
	platform: {
		to: [],
		advice: 'Platform knows nothing of participation. Take what differs as a parameter.'
	},
	ui: {
		to: [],
		advice: 'Components in ui are free of the domain and take texts and data as props.'
	},
	migrations: {
		to: [],
		advice:
			'A migration is frozen once it has landed, the app is not. Write the SQL out; import packages only.'
	}
};

/** Only these may load what needs a server; everything else may end up in a browser. */
const isServerFile = (file: string) =>
	/\.server\.ts$|\+server\.ts$|^(scripts|tests|migrations)\//.test(file) ||
	/^src\/server\.ts$|^[^/]+\.config\.[tj]s$/.test(file) ||
	// The list of formats and their manifests hold facts and jobs; no page imports them.
	/^src\/lib\/formats\/(registry|[a-z-]+\/format)\.ts$/.test(file) ||
	// What a process reads before anything else; older than the rule and meaningless in a browser.
	/^src\/lib\/platform\/(config|log|secrets)\.ts$/.test(file);

/** The one module that may know lucia (docs/decisions says how it will be replaced). */
const luciaModule = 'src/lib/core/people/sessions/lucia.server.ts';

/** What is wrong with an import and what to do instead; null if nothing is. Paths are relative to the project. */
export function complaintAbout(given: Import): string | null {
	return (
		wrongAddress(given) ?? wrongPackage(given) ?? wrongRoom(given) ?? serverCodeForBrowsers(given)
	);
}

/** The file an import names, relative to the project; null for a package or a name of the framework. */
export function target({ file, specifier }: Import): string | null {
	if (specifier.startsWith('#lib/')) return `src/lib/${specifier.slice('#lib/'.length)}`;
	if (specifier.startsWith('.')) return join(dirname(file), specifier);
	return null;
}

function wrongAddress({ file, specifier }: Import): string | null {
	if (/^\$lib(\/|$)/.test(specifier)) {
		return `"${specifier}": scripts and tests run the same modules in plain Node, which does not know $lib. Write #lib/… with the file's extension.`;
	}
	if (/^\$(app|env)\//.test(specifier) && /^src\/lib\/.*\.ts$/.test(file)) {
		return `"${specifier}" exists only inside SvelteKit's build; modules of src/lib also run in plain Node. Take the value as a parameter and let the route or hook pass it in.`;
	}
	const path = target({ file, specifier, typeOnly: false });
	if (path === null || /\.\/\$types(\.js)?$/.test(specifier)) return null;
	if (!/\.\w+(\?[\w&=]+)?$/.test(specifier)) {
		return `"${specifier}" has no extension. Node runs these modules as they are: write the file's full name.`;
	}
	if (
		path.endsWith('.svelte') &&
		/^src\/lib\/.*\.ts$/.test(file) &&
		!/components\.ts$/.test(file)
	) {
		return `"${specifier}": Node cannot load a component, and this module also runs in plain Node. Import it in a component, a route or a file named components.ts.`;
	}
	return null;
}

function wrongPackage({ file, specifier, typeOnly }: Import): string | null {
	if (/^lucia(\/|$)/.test(specifier) && file !== luciaModule) {
		return `lucia is used by one module only (${luciaModule}), so that it can be replaced. Use what that module exports.`;
	}
	if (file.startsWith('src/routes/') && /^(kysely|pg)(\/|$)/.test(specifier)) {
		return `A route holds no SQL. Move the query into a reads.server.ts or a use case and call that.`;
	}
	if (!typeOnly && /^(kysely|pg|node:.*)$/.test(specifier) && !isServerFile(file)) {
		return `"${specifier}" needs a server, and ${file} may end up in a browser. Rename the file to *.server.ts or import types only.`;
	}
	return null;
}

function wrongRoom(given: Import): string | null {
	const to = target(given);
	if (to === null || /\/\$types(\.js)?$/.test(to)) return null;
	const [from, into] = [roomOf(given.file), roomOf(to)];
	if (from === 'scripts' || from === 'tests' || from === null) return null;
	if (from === 'ui' && to.startsWith('src/lib/platform/i18n/')) return null;
	const { to: allowed, advice } = arrows[from];
	if (from === 'migrations') return `migrations may not import ${to}. ${advice}`;
	if (into !== from && (into === null || !allowed.includes(into))) {
		return `${from} may not import ${into ?? to}: the arrow points the other way. ${advice}`;
	}
	return wrongNeighbour(given.file, to);
}

/** Folders side by side: two formats, two question types. */
function wrongNeighbour(file: string, to: string): string | null {
	const [format, otherFormat] = [formatOf(file), formatOf(to)];
	if (roomOf(file) === 'formats' && otherFormat !== null && format !== otherFormat) {
		return `${format ?? file} may not import the format ${otherFormat}: no format knows another. ${arrows.formats.advice}`;
	}
	const [type, otherType] = [questionTypeOf(file), questionTypeOf(to)];
	if (type !== null && otherType !== null && type !== otherType) {
		return `The question type ${type} may not import ${otherType}. Put what both need directly into src/lib/questions.`;
	}
	return null;
}

function serverCodeForBrowsers({ file, specifier, typeOnly }: Import): string | null {
	if (typeOnly || !/\.server(\.ts)?$/.test(specifier) || isServerFile(file)) return null;
	return `${file} may end up in a browser and cannot load "${specifier}". Load it in +page.server.ts and pass the data on, or import types only.`;
}

function roomOf(path: string): Room | null {
	return rooms.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

const formatOf = (path: string) => /^src\/lib\/formats\/([^/]+)\//.exec(path)?.[1] ?? null;
const questionTypeOf = (path: string) => /^src\/lib\/questions\/([^/]+)\//.exec(path)?.[1] ?? null;
