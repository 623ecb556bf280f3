import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { mapOf, type MapCategory } from '../map.server.ts';
import {
	badRows,
	importOf,
	previewRows,
	problemCounts,
	type IdeaImport,
	type RowWithProblems
} from './imports.server.ts';
import { mappingToShow } from './mapping-form.ts';
import type { ImportMapping } from './mapping.ts';
import { openWords, type OpenWord } from './prepare-import.server.ts';
import type { RowProblemCode } from './problems.ts';
import type { ImportedIdea } from './read-row.ts';

const previewed = 20;
const problemsShown = 50;

/** Everything that the page of one import shows, whatever it waits for. */
export type ImportPage = Readonly<{
	title: Translated;
	categories: readonly MapCategory[];
	item: IdeaImport;
	mapping: ImportMapping;
	/** Words to decide about; null: that is not asked now. */
	words: readonly OpenWord[] | null;
	preview: readonly Readonly<{ line: number; idea: ImportedIdea }>[];
	problems: readonly RowWithProblems[];
	problemCounts: readonly Readonly<{ code: RowProblemCode; rows: number }>[];
}>;

/** @throws Refusal forbidden, map_unknown, import_unknown */
export async function importPage(
	db: Db,
	actor: Actor,
	{ activityId, importId }: { activityId: string; importId: string },
	{ step, now }: { step: string | null; now: Date }
): Promise<ImportPage> {
	const item = await importOf(db, actor, activityId, importId, now);
	const map = await mapOf(db, activityId, now);
	const categories = map.categories.filter(({ archived }) => !archived);
	const asksWords = item.state === 'mapping' && step === 'categories' && item.mapping !== null;
	const isChecked = item.state === 'checked';
	return {
		title: map.title,
		categories,
		item,
		mapping: mappingToShow(item, {
			defaultCategory: categories[0]!.id,
			locale: map.locales[0]! as Locale
		}),
		words: asksWords ? await openWords(db, activityId, importId, item.mapping!, now) : null,
		preview: isChecked ? await previewRows(db, importId, previewed) : [],
		problems: isChecked ? await badRows(db, importId, problemsShown) : [],
		problemCounts: isChecked ? await problemCounts(db, importId) : []
	};
}
