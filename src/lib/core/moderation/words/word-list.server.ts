import type { Actor } from '../../../access/actor.ts';
import { can, demand, type PermissionTable } from '../../../access/can.ts';
import { roleAnywhere } from '../../../access/predicates.ts';
import { cleanLine, lengthOf, storable } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { record } from '../../history/record.server.ts';
import { builtInCaution, cautionLocales, type CautionLocale } from './built-in.ts';
import { foldedEntry, type CautionList } from './match.ts';

const permissions: PermissionTable<{ see: unknown; change: unknown }> = {
	see: [roleAnywhere('moderator', 'administrator')],
	change: [roleAnywhere('administrator')]
};

const builtIn = new Set(Object.values(builtInCaution).flat().map(foldedEntry));

/** All languages together: nobody says in which one they insult. */
export async function cautionList(db: Db | Trx): Promise<CautionList> {
	const rows = await db.selectFrom('cautionWords').select('folded').execute();
	return new Set([...builtIn, ...rows.map(({ folded }) => folded)]);
}

export type CautionWord = Readonly<{ locale: CautionLocale; word: string }>;

/** What the city has added, in the order of the alphabet, and whether this person may change it. */
export async function readCautionWords(
	db: Db,
	actor: Actor
): Promise<{ words: readonly CautionWord[]; mayChange: boolean }> {
	demand(permissions, actor, 'see', null);
	const rows = await db
		.selectFrom('cautionWords')
		.select(['locale', 'word'])
		.orderBy('locale')
		.orderBy('word')
		.execute();
	const words = rows.map(({ locale, word }) => ({ locale: locale as CautionLocale, word }));
	return { words, mayChange: can(permissions, actor, 'change', null) };
}

const longest = 60;
/** More would be no list that anybody reads through. */
const most = 500;

/**
 * Adds a word or a phrase of a few words. One that is there already stays.
 * @throws Refusal word_missing, word_too_long, language_unknown, words_full (422)
 */
export async function addCautionWord(
	db: Db,
	actor: Actor,
	typed: { locale: string; word: string }
): Promise<void> {
	demand(permissions, actor, 'change', null);
	const locale = cautionLocales.find((one) => one === typed.locale);
	if (!locale) throw refused('locale', 'language_unknown');
	const word = cleanLine(storable(typed.word.slice(0, 10 * longest)));
	const folded = foldedEntry(word);
	if (lengthOf(word) < 2 || folded === '') throw refused('word', 'word_missing');
	if (lengthOf(word) > longest) throw refused('word', 'word_too_long');
	await db.transaction().execute(async (trx) => {
		const { there } = await trx
			.selectFrom('cautionWords')
			.select(({ fn }) => fn.countAll<number>().as('there'))
			.executeTakeFirstOrThrow();
		if (there >= most) throw refused('word', 'words_full');
		const added = await trx
			.insertInto('cautionWords')
			.values({ locale, word, folded })
			.onConflict((conflict) => conflict.doNothing())
			.executeTakeFirst();
		if (added.numInsertedOrUpdatedRows === 0n) return;
		await record(trx, actor, {
			action: 'cautionWord.added',
			subjectKind: 'cautionWord',
			// The word itself stays out of the audit trail.
			subjectId: locale,
			detail: { locale }
		});
	});
}

/** Takes a word off the list; one that is not on it is off already. */
export async function removeCautionWord(
	db: Db,
	actor: Actor,
	{ locale, word }: { locale: string; word: string }
): Promise<void> {
	demand(permissions, actor, 'change', null);
	await db.transaction().execute(async (trx) => {
		const removed = await trx
			.deleteFrom('cautionWords')
			.where('locale', '=', locale)
			.where('word', '=', storable(word))
			.executeTakeFirst();
		if (removed.numDeletedRows === 0n) return;
		await record(trx, actor, {
			action: 'cautionWord.removed',
			subjectKind: 'cautionWord',
			subjectId: locale,
			detail: { locale }
		});
	});
}

const refused = (field: string, reason: string) =>
	new Refusal('invalid', reason, { [field]: reason });
