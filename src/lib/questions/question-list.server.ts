import { sql } from 'kysely';
import type { Db, Trx } from '../platform/db/database.server.ts';
import { Refusal } from '../platform/errors.ts';
import type { ListedQuestion } from './contract.ts';
import { fittingQuestion, type QuestionInput } from './question-input.ts';

/**
 * Where a format keeps the questions that one of its owners asks. The table has the columns id, position (unique for
 * an owner, checked at the commit), type, prompt and config. What uses it has locked the owner.
 */
export type QuestionTable = Readonly<{
	name: string;
	/** The column that leads to the owner. */
	owner: string;
	/** Questions that one owner may ask. */
	most: number;
	/** All are asked in one form, and a column `required` says which of them must be answered. */
	inOneForm: boolean;
}>;

/** In the order in which they are asked. */
export async function listedQuestions(
	db: Db | Trx,
	table: QuestionTable,
	owner: string
): Promise<ListedQuestion[]> {
	const { rows } = await sql<ListedQuestion>`
		select id, type, prompt, config, required from ${sql.table(table.name)}
		where ${sql.ref(table.owner)} = ${owner} order by position`.execute(db);
	return rows;
}

/** Adds questions behind those that are there. @throws Refusal question_invalid, too_many_questions */
export async function addQuestions(
	trx: Trx,
	table: QuestionTable,
	owner: string,
	questions: readonly QuestionInput[],
	locales: readonly string[]
): Promise<string[]> {
	if (questions.length === 0) return [];
	const { rows } = await sql<{ there: number; last: number }>`
		select count(*)::int as there, coalesce(max(position), 0) as last
		from ${sql.table(table.name)} where ${sql.ref(table.owner)} = ${owner}`.execute(trx);
	const { there, last } = rows[0]!;
	if (there + questions.length > table.most) throw new Refusal('invalid', 'too_many_questions');
	const values = questions.map((question, index) => {
		const { type, prompt, config, required } = stored(question, locales);
		const ofForm = table.inOneForm ? sql`, ${required}` : sql``;
		return sql`(${owner}, ${last + 1 + index}, ${type}, ${prompt}, ${config}${ofForm})`;
	});
	const inserted = await sql<{ id: string }>`
		insert into ${sql.table(table.name)}
			(${sql.ref(table.owner)}, position, type, prompt, config${table.inOneForm ? sql`, required` : sql``})
		values ${sql.join(values)} returning id`.execute(trx);
	return inserted.rows.map(({ id }) => id);
}

/**
 * Changes a question. Where answers hold it, only its wording may be put right and whether it must be answered: with
 * other options they would say something that nobody chose.
 * @param held what is thrown then; null where nothing holds it
 * @throws Refusal question_invalid, question_unknown (422)
 */
export async function changeListed(
	trx: Trx,
	table: QuestionTable,
	{ owner, id, held }: { owner: string; id: string; held: Refusal | null },
	question: QuestionInput,
	locales: readonly string[]
): Promise<void> {
	const { type, prompt, config, required } = stored(question, locales);
	const { rows } = await sql<{ same: boolean }>`
		select type = ${type} and config = ${config}::jsonb as same from ${sql.table(table.name)}
		where id = ${id} and ${sql.ref(table.owner)} = ${owner}`.execute(trx);
	if (!rows[0]) throw new Refusal('invalid', 'question_unknown');
	if (held && !rows[0].same) throw held;
	await sql`
		update ${sql.table(table.name)}
		set type = ${type}, prompt = ${prompt}, config = ${config}
			${table.inOneForm ? sql`, required = ${required}` : sql``}
		where id = ${id}`.execute(trx);
}

/** @throws Refusal question_unknown (422) */
export async function removeListed(
	trx: Trx,
	table: QuestionTable,
	owner: string,
	id: string
): Promise<void> {
	const { rows } = await sql`
		delete from ${sql.table(table.name)}
		where id = ${id} and ${sql.ref(table.owner)} = ${owner} returning id`.execute(trx);
	if (rows.length === 0) throw new Refusal('invalid', 'question_unknown');
}

/** Swaps a question with its neighbour; at the end of the list nothing happens. @throws Refusal question_unknown */
export async function moveListed(
	trx: Trx,
	table: QuestionTable,
	owner: string,
	id: string,
	direction: 'up' | 'down'
): Promise<void> {
	const { rows } = await sql<{ id: string; position: number }>`
		select id, position from ${sql.table(table.name)}
		where ${sql.ref(table.owner)} = ${owner} order by position`.execute(trx);
	const index = rows.findIndex((row) => row.id === id);
	if (index < 0) throw new Refusal('invalid', 'question_unknown');
	const [own, other] = [rows[index]!, rows[direction === 'up' ? index - 1 : index + 1]];
	if (!other) return;
	await sql`
		update ${sql.table(table.name)}
		set position = case id when ${own.id} then ${other.position}::int else ${own.position}::int end
		where id in (${own.id}, ${other.id})`.execute(trx);
}

/** The columns of a question, its config checked by its type. */
function stored(question: QuestionInput, locales: readonly string[]) {
	const { type, prompt, config, required } = fittingQuestion(question, locales);
	return {
		type,
		prompt: JSON.stringify(prompt),
		config: JSON.stringify(config),
		required: required ?? false
	};
}
