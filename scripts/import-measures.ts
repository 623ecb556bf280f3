import { createInterface } from 'node:readline/promises';
import { system } from '#lib/access/actor.ts';
import { catalogueProblem } from '#lib/core/measures/catalogue-words.ts';
import { nothingChanges, type CatalogueChanges } from '#lib/core/measures/catalogue-changes.ts';
import { importCatalogue, previewCatalogue } from '#lib/core/measures/import.server.ts';
import { usualPlanPlace } from '#lib/core/measures/plan-state.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';

/** `place`: whose plan it is; absent: where the plan already is, else the only city, else the installation. */
export type ImportOptions = { place?: string | undefined; yes?: boolean };

/** Prints what the catalogue would change, asks on a terminal, and imports exactly that. */
export async function importMeasures(
	db: Db,
	text: string,
	options: ImportOptions & { preview: boolean }
): Promise<{ lines: string[]; wrong?: boolean }> {
	const file = { text, placeId: options.place ?? (await usualPlanPlace(db)) };
	const shown = await previewCatalogue(db, system, file);
	if ('errors' in shown) {
		const lines = shown.errors.map(
			({ line, field, reason }) => `line ${line}: ${field}: ${catalogueProblem(reason, 'en')}`
		);
		return { lines: [...lines, 'The file cannot be used; nothing has changed.'], wrong: true };
	}
	if (options.preview || nothingChanges(shown.changes)) return { lines: told(shown.changes) };
	for (const line of told(shown.changes)) console.log(line);
	if (!options.yes && process.stdin.isTTY && !(await agrees()))
		return { lines: ['Nothing has changed.'] };
	await importCatalogue(db, system, file, shown.hash);
	return { lines: ['Imported.'] };
}

function told(changes: CatalogueChanges): string[] {
	return Object.entries(changes).flatMap(([of, { list, unchanged }]) => [
		...list.map(({ kind, id, name, fields }) => {
			const details = fields.map(
				({ field, before, after }) =>
					`${field}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`
			);
			return `${kind} ${id} ${name}${details.length > 0 ? ` (${details.join('; ')})` : ''}`;
		}),
		`${of}: ${list.length} to change, ${unchanged} unchanged`
	]);
}

async function agrees(): Promise<boolean> {
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	const answer = await terminal.question('Import exactly this? [y/N] ');
	terminal.close();
	return /^y(es)?$/i.test(answer.trim());
}
