import type { Actor } from '../../../access/actor.ts';
import { record } from '../../../core/history/record.server.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Asked } from '../../../questions/changes.ts';
import type { LiveVerb } from '../history-text.ts';
import { bankKind } from './kind.ts';
import { bankLocales } from './locales.ts';

/** The newest version of a bank question, while nobody else may write another. */
export type LockedVersion = Asked &
	Readonly<{ id: string; placeId: string; version: number; archived: boolean }>;

/** @throws Refusal bank_unknown (404) */
export async function lockedVersion(trx: Trx, id: string): Promise<LockedVersion> {
	const bank = await trx
		.selectFrom('liveBankQuestions')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!bank) throw new Refusal('missing', 'bank_unknown');
	const { prompt, config } = await trx
		.selectFrom('liveBankVersions')
		.select(['prompt', 'config'])
		.where('questionId', '=', id)
		.where('version', '=', bank.latest)
		.executeTakeFirstOrThrow();
	return {
		id,
		placeId: bank.placeId,
		type: bank.type,
		version: bank.latest,
		archived: bank.archivedAt !== null,
		prompt: prompt as Translated,
		config
	};
}

export async function insertBankQuestion(
	trx: Trx,
	actor: Actor,
	placeId: string,
	{ type, prompt, config }: Asked,
	verb: LiveVerb
): Promise<string> {
	const { id } = await trx
		.insertInto('liveBankQuestions')
		.values({ placeId, type })
		.returning('id')
		.executeTakeFirstOrThrow();
	await insertVersion(trx, id, 1, { prompt, config });
	await recordOfBank(trx, actor, { id, placeId }, verb);
	return id;
}

/** @throws Refusal bank_type_final (422), bank_archived (409) */
export async function addVersion(
	trx: Trx,
	actor: Actor,
	before: LockedVersion,
	{ type, prompt, config }: Asked
): Promise<number> {
	if (before.archived) throw new Refusal('conflict', 'bank_archived');
	if (type !== before.type) throw new Refusal('invalid', 'bank_type_final');
	const version = before.version + 1;
	await insertVersion(trx, before.id, version, { prompt, config });
	await trx
		.updateTable('liveBankQuestions')
		.set({ latest: version })
		.where('id', '=', before.id)
		.execute();
	await recordOfBank(trx, actor, before, 'bankRevised', { version });
	return version;
}

/** @throws Refusal bank_words_missing (422) without words in the first language of the bank */
async function insertVersion(
	trx: Trx,
	questionId: string,
	version: number,
	{ prompt, config }: Omit<Asked, 'type'>
): Promise<void> {
	if (!prompt[bankLocales[0]!]) throw new Refusal('invalid', 'bank_words_missing');
	await trx
		.insertInto('liveBankVersions')
		.values({
			questionId,
			version,
			prompt: JSON.stringify(prompt),
			config: JSON.stringify(config)
		})
		.execute();
}

/** The audit trail's entry for a change in the bank. */
export async function recordOfBank(
	trx: Trx,
	actor: Actor,
	{ id, placeId }: Readonly<{ id: string; placeId: string }>,
	verb: LiveVerb,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await record(trx, actor, {
		action: `live.${verb}`,
		subjectKind: bankKind,
		subjectId: id,
		placeId,
		detail
	});
}
