import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { cleanLine } from '../../../platform/clean-text.ts';
import { mapOf, recordOf, type IdeaMap } from '../map.server.ts';
import { limits } from '../schema.ts';
import { importOf, type IdeaImport } from './imports.server.ts';
import { newCategoriesOf } from './mapping.ts';
import { joinByHash } from './staged-rows.server.ts';
import type { Started } from './start-import.server.ts';
import { claim, workAt, type Progress } from './work.server.ts';

const batch = 5000;

/**
 * Adds the good rows of a checked import that are not on the map yet, all in one transaction: there is either the
 * whole import or nothing of it. Rows with problems are left out.
 * @throws Refusal import_unknown (404), not_possible_now, nothing_to_add (409), too_many_categories (422)
 */
export async function addIdeas(
	db: Db,
	actor: Actor,
	{ activityId, importId }: { activityId: string; importId: string },
	now: Date
): Promise<Started> {
	const found = await importOf(db, actor, activityId, importId, now);
	const map = await mapOf(db, activityId, now);
	if (found.mapping && !newCategoriesOf(found.mapping, map.categories).fits)
		throw new Refusal('invalid', 'too_many_categories');
	if (found.state === 'checked' && found.good === found.known)
		throw new Refusal('conflict', 'nothing_to_add');
	if (!(await claim(db, importId, ['checked'], 'importing')))
		throw new Refusal('conflict', 'not_possible_now');
	const work = workAt(db, importId, 'checked', (progress) =>
		addAll(db, actor, map, found, progress, now)
	);
	return { importId, work };
}

/** Numbers are taken beforehand and not inside: residents would have to wait for theirs until all is written. */
async function addAll(
	db: Db,
	actor: Actor,
	map: IdeaMap,
	found: IdeaImport,
	progress: Progress,
	now: Date
): Promise<void> {
	const wanted = await countFresh(db, map, found.id);
	const first = await takeNumbers(db, map, wanted);
	try {
		await db.transaction().execute(async (trx) => {
			const categories = await makeCategories(trx, map, found);
			const added = await insertAll(trx, map, found, { first, categories }, progress);
			await insertAnswers(trx, found);
			const ended = await trx
				.updateTable('ideaImports')
				.set({ state: 'done', added, done: found.good, endedAt: now })
				.where('id', '=', found.id)
				.where('state', '=', 'importing')
				.executeTakeFirst();
			// Another process has taken over because this one was silent for too long.
			if (ended.numUpdatedRows === 0n) throw new Error('the import was ended elsewhere');
			await recordOf(trx, actor, map, 'imported', {
				import: found.id,
				file: found.fileName,
				added,
				known: found.good - added,
				leftOut: found.bad
			});
		});
	} catch (error) {
		await giveBackNumbers(db, map, first, wanted);
		throw error;
	}
}

/** Good rows whose idea is not on the map yet. */
const fresh = (map: IdeaMap, importId: string) => sql`
	from idea_import_rows r
	where r.import_id = ${importId} and r.idea is not null and not exists (
		select from ideas i where i.activity_id = ${map.activityId} and i.client_key = r.client_key
	)`;

async function countFresh(db: Db, map: IdeaMap, importId: string): Promise<number> {
	return db.transaction().execute(async (trx) => {
		await joinByHash(trx);
		const { rows } = await sql<{ n: number }>`
			select count(*)::integer as n ${fresh(map, importId)}`.execute(trx);
		return rows[0]!.n;
	});
}

/** @returns the number before the first that was taken */
async function takeNumbers(db: Db, map: IdeaMap, wanted: number): Promise<number> {
	const { lastNumber } = await db
		.updateTable('ideaMaps')
		.set((eb) => ({ lastNumber: eb('lastNumber', '+', wanted) }))
		.where('activityId', '=', map.activityId)
		.returning('lastNumber')
		.executeTakeFirstOrThrow();
	return lastNumber - wanted;
}

/** Unless somebody has taken the next one since; then a gap stays in the numbers, which harms nobody. */
async function giveBackNumbers(db: Db, map: IdeaMap, first: number, wanted: number) {
	await db
		.updateTable('ideaMaps')
		.set({ lastNumber: first })
		.where('activityId', '=', map.activityId)
		.where('lastNumber', '=', first + wanted)
		.execute();
}

/** Makes the categories that the mapping asks for. @returns word in the file to the new category's id */
async function makeCategories(
	trx: Trx,
	map: IdeaMap,
	{ id }: IdeaImport
): Promise<ReadonlyMap<string, string>> {
	const { rows } = await sql<{ key: string; word: string }>`
		select idea->>'newCategory' as key, min(idea->>'categoryWord') as word from idea_import_rows
		where import_id = ${id} and idea->>'newCategory' is not null
		group by 1 order by min(row)`.execute(trx);
	const made = new Map<string, string>();
	const { last } = await trx
		.selectFrom('ideaCategories')
		.select((eb) => eb.fn.max('position').as('last'))
		.where('activityId', '=', map.activityId)
		.executeTakeFirstOrThrow();
	for (const [index, { key, word }] of rows.entries()) {
		const name = cleanLine([...word].slice(0, limits.categoryName).join(''));
		const { id: categoryId } = await trx
			.insertInto('ideaCategories')
			.values({
				activityId: map.activityId,
				position: Number(last ?? 0) + index + 1,
				name: JSON.stringify({ [map.locales[0]!]: name }),
				icon: 'idea',
				colour: 'grey'
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		made.set(key, categoryId);
	}
	return made;
}

async function insertAll(
	trx: Trx,
	map: IdeaMap,
	found: IdeaImport,
	{ first, categories }: { first: number; categories: ReadonlyMap<string, string> },
	progress: Progress
): Promise<number> {
	const visible = found.mapping!.publish ? 'public' : 'waiting';
	await joinByHash(trx);
	await sql`
		create temporary table fresh_rows on commit drop as
		select r.row, row_number() over (order by r.row)::integer as position ${fresh(map, found.id)}`.execute(
		trx
	);
	let added = 0;
	for (let after = 0; after < found.total; after += batch) {
		const { numAffectedRows } = await sql`
			insert into ideas (activity_id, number, category_id, locale, title, body, whereabouts, place_id, lat, lng,
				blurred, source, client_key, visibility, status, office, submitted_on, import_id, source_ref,
				imported_supports)
			select ${map.activityId}, ${first + added}::integer + row_number() over (order by f.row),
				coalesce(v."categoryId", (${JSON.stringify(Object.fromEntries(categories))}::jsonb
					->> v."newCategory")::uuid),
				v.locale, v.title, v.body, v.whereabouts, v."placeId", v.lat, v.lng, v.blurred, 'import', f.client_key,
				case when v.waits then 'waiting' else ${visible} end, v.status, v.office, v."submittedOn",
				${found.id}, v."sourceRef", v.supports
			from (
				select r.row, r.client_key, r.idea
				from fresh_rows n join idea_import_rows r on r.row = n.row
				where r.import_id = ${found.id} and n.position > ${after} and n.position <= ${after + batch}
			) f
			cross join lateral jsonb_to_record(f.idea) as v ("categoryId" uuid, "newCategory" text, locale text, title text, body text,
				whereabouts text, "placeId" text, lat float8, lng float8, blurred boolean, waits boolean, status text,
				office text, "submittedOn" date, "sourceRef" text, supports integer)
			order by f.row
			on conflict (activity_id, client_key) do nothing`.execute(trx);
		added += Number(numAffectedRows ?? 0);
		await progress(Math.min(after + batch, found.total));
	}
	return added;
}

/** Answers that came along with their ideas; `new` is the one status that no answer has. */
async function insertAnswers(trx: Trx, { id, mapping }: IdeaImport): Promise<void> {
	await sql`
		insert into idea_answers (idea_id, status, reason, office, answered_on, import_id)
		select i.id, case i.status when 'new' then 'inReview' else i.status end,
			jsonb_build_object(${mapping!.locale}::text, r.idea->>'answer'), i.office,
			coalesce((r.idea->>'answeredOn')::date, i.submitted_on), ${id}
		from ideas i
		join idea_import_rows r on r.import_id = ${id} and r.client_key = i.client_key
		where i.import_id = ${id} and r.idea->>'answer' is not null
		order by i.number`.execute(trx);
}
