import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { locate } from '../insert-idea.server.ts';
import { ideaInput, type IdeaInput } from '../schema.ts';
import type { ContributeDoor } from './door.ts';
import { languageOfText, whereOf, type Draft } from './draft.ts';
import type { OpenedForm } from './form-seal.server.ts';

/** @throws Refusal place_missing, position_missing, outside_area, place_unknown (422), at the field `where` */
export async function demandWhere({ db, map }: ContributeDoor, draft: Draft): Promise<void> {
	const chosen = whereOf(draft);
	if (!chosen) throw refusedWhere('place_missing');
	const read = ideaInput.shape.where.safeParse(chosen);
	if (!read.success) throw refusedWhere(read.error.issues[0]!.message);
	await locate(db, map, read.data);
}

const refusedWhere = (reason: string) => new Refusal('invalid', reason, { where: reason });

/** The whole draft as the use case takes it. @throws Refusal with a reason at each field (422) */
export async function checkedInput(
	door: ContributeDoor,
	draft: Draft,
	form: OpenedForm
): Promise<IdeaInput> {
	await demandWhere(door, draft);
	return parse(ideaInput, {
		categoryId: draft.categoryId,
		locale: languageOfText(`${draft.title} ${draft.body}`, door.locale),
		title: draft.title,
		body: draft.body,
		where: whereOf(draft),
		clientKey: form.clientKey
	});
}
