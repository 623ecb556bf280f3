/**
 * npm run db:import -- places FILE | boundaries FILE | measures FILE [--place ID] [--preview] [--yes]
 * Shows what a file would change, and changes it; on a terminal, measures are imported after a question (--yes: without). A wrong file names line and field and changes nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { system } from '#lib/access/actor.ts';
import {
	importBoundaries,
	importPlaces,
	previewBoundaries,
	previewPlaces,
	type BoundariesPreview,
	type PlacesPreview,
	type Problems
} from '#lib/core/places/import.server.ts';
import { problemPlace, problemText } from '#lib/core/places/problem-text.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { importMeasures, type ImportOptions } from './import-measures.ts';
import { openForScript } from './open-database.ts';

/** What an import says about itself, line by line; `wrong` ends the command with an error. */
type Report = { lines: string[]; wrong?: boolean };
type Import = (db: Db, file: string, preview: boolean, options: ImportOptions) => Promise<Report>;

/** One line per kind of file. */
const imports: Record<string, Import> = {
	places: async (db, file, preview) =>
		tellPlaces(
			preview ? await previewPlaces(db, system, file) : await importPlaces(db, system, file, null)
		),
	boundaries: async (db, file, preview) =>
		tellBoundaries(
			preview
				? await previewBoundaries(db, system, file)
				: await importBoundaries(db, system, file, null)
		),
	measures: (db, text, preview, options) => importMeasures(db, text, { ...options, preview })
};

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: {
		preview: { type: 'boolean', default: false },
		yes: { type: 'boolean', default: false },
		place: { type: 'string' }
	}
});
const [kind = '', path = ''] = positionals;
const chosen = Object.hasOwn(imports, kind) ? imports[kind] : undefined;
if (!chosen || !path) {
	console.error(
		`npm run db:import -- ${Object.keys(imports).join('|')} FILE [--place ID] [--preview] [--yes]`
	);
	process.exit(2);
}
process.exitCode = await run(chosen, path, values.preview);

async function run(chosen: Import, path: string, preview: boolean): Promise<number> {
	if (!existsSync(path)) {
		console.error(`There is no file ${path}`);
		return 2;
	}
	const file = readFileSync(path, 'utf8');
	const { db, close } = await openForScript();
	try {
		const { lines, wrong } = await chosen(db, file, preview, values);
		for (const line of lines) (wrong ? console.error : console.log)(line);
		return wrong ? 1 : 0;
	} finally {
		await close();
	}
}

function tellPlaces(result: PlacesPreview | Problems): Report {
	if ('problems' in result) return tellProblems(result);
	const lines = result.changes.map(({ id, before, after }) =>
		before
			? `~ ${id}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`
			: `+ ${id}: ${after.name}`
	);
	return {
		lines: [...lines, `${result.changes.length} added or changed, ${result.unchanged} unchanged`]
	};
}

function tellBoundaries(result: BoundariesPreview | Problems): Report {
	if ('problems' in result) return tellProblems(result);
	const lines = result.changes.map(({ id, replaces }) => `${replaces ? '~' : '+'} ${id}`);
	const left = result.leftOut.length > 0 ? [`no place of ours: ${result.leftOut.join(', ')}`] : [];
	return { lines: [...lines, ...left, `${result.changes.length} boundaries added or changed`] };
}

function tellProblems({ problems }: Problems): Report {
	const lines = problems.map((problem) =>
		`${problemPlace(problem, 'en')}: ${problemText(problem, 'en')} ${problem.found ?? ''}`.trimEnd()
	);
	return { lines: [...lines, 'The file cannot be used; nothing has changed.'], wrong: true };
}
