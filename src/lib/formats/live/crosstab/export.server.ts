import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import {
	tableFile,
	type Column,
	type Download,
	type TableFormat
} from '../../../platform/table-file.server.ts';
import { readCrosstabs } from './reads.server.ts';
import { crosstabView, type CrosstabView } from './view.ts';

/** A line of the file: an answer with its people, or all people. */
type Line = Readonly<{ label: string; cells: CrosstabView['rows'][number]['cells']; all: number }>;

/**
 * The table of one question as it is shown: people and share of each group; what is hidden is a word.
 * @throws Refusal session_unknown, export_unknown (404), not_allowed
 */
export async function exportCrosstab(
	db: Db,
	actor: Actor,
	activityId: string,
	questionId: string,
	{ format, locale }: Readonly<{ format: TableFormat; locale: string }>
): Promise<Download> {
	const { background, questions } = await readCrosstabs(db, actor, activityId);
	const asked = questions.find(({ id }) => id === questionId);
	if (!asked?.made || !background) throw new Refusal('missing', 'export_unknown');
	const { table } = asked.made;
	const view = crosstabView(table, { asked, background, locale });
	const lines = [
		...view.rows.map(({ label, cells, people }) => ({ label, cells, all: people })),
		{
			label: m.livecross_people({}, inLocale(locale)),
			cells: view.columns.map(({ people }) => ({ count: people, share: 1 })),
			all: table.people
		}
	];
	const sheet = m.livecross_link({}, inLocale(locale));
	return tableFile(oneBatch(lines), columnsOf(view, locale), { format, name: 'groups', sheet });
}

function columnsOf({ columns }: CrosstabView, locale: string): Column<Line>[] {
	const language = inLocale(locale);
	const hidden = m.livecross_hidden({}, language);
	return [
		{ name: m.livecross_answer({}, language), cell: ({ label }) => label, width: 40 },
		...columns.map(({ label }, n): Column<Line> => ({
			name: label,
			cell: ({ cells }) => cells[n]?.count ?? hidden
		})),
		{ name: m.livecross_all({}, language), cell: ({ all }) => all },
		...columns.map(({ label }, n): Column<Line> => ({
			name: m.livecross_share_of({ group: label }, language),
			cell: ({ cells }) => (cells[n] ? Math.round(cells[n].share * 1000) / 1000 : hidden)
		}))
	];
}

async function* oneBatch<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
	yield rows;
}
