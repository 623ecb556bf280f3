import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import type { TokenHolder } from '../../../core/activities/participant.server.ts';
import type { Means } from '../../../core/people/means.ts';
import { parse } from '../../../platform/parse.ts';
import type { IdeaMap } from '../map.server.ts';
import { permissions } from '../permissions.ts';
import { demandPerson, keptOpening } from './brakes.server.ts';
import { cityCommentInput, commentInput } from './comment-input.ts';
import { askToFollow, followInput } from './follow.server.ts';
import { addComment, commentAsCity, type Written } from './write-comment.server.ts';

/** Somebody with a form in hand, at one map. */
export type Visitor = Readonly<{ means: Means; map: IdeaMap; actor: Actor; holder: TokenHolder }>;

/** What was typed into the form of a comment, as the page shows it again after a refusal. */
export type TypedComment = Readonly<{
	body: string;
	locale: string;
	office: string;
	parent: string;
	key: string;
}>;

export const typedComment = (form: FormData): TypedComment => ({
	body: textOf(form, 'body'),
	locale: textOf(form, 'locale'),
	office: textOf(form, 'office'),
	parent: textOf(form, 'parent'),
	key: textOf(form, 'key')
});

/**
 * A comment by a plain form post: of the city where somebody who may speak for it is signed in, else of a resident.
 * @throws Refusal as `addComment` and `commentAsCity`; looks_automatic (422)
 */
export async function commentByForm(
	{ means, map, actor, holder }: Visitor,
	number: number,
	form: FormData
): Promise<Written> {
	const { body, locale, office, parent, key } = typedComment(form);
	const now = means.clock();
	const typed = { body, locale, parentId: parent || null, clientKey: key };
	if (can(permissions, actor, 'answer', map))
		return commentAsCity(
			means.db,
			actor,
			map,
			number,
			parse(cityCommentInput, { ...typed, office }),
			now
		);
	const input = parse(commentInput, typed);
	const signs = { opened: textOf(form, 'opened'), trap: textOf(form, 'website') };
	demandPerson(means.config.appSecret, signs, now);
	return addComment(means.db, map, holder, number, input, now);
}

/**
 * The request of mails by a plain form post.
 * @param number of the idea; null: the whole map
 * @throws Refusal as `askToFollow`; looks_automatic (422)
 */
export async function followByForm(
	{ means, map }: Pick<Visitor, 'means' | 'map'>,
	number: number | null,
	form: FormData
): Promise<void> {
	const input = parse(followInput, {
		email: textOf(form, 'email'),
		locale: textOf(form, 'locale')
	});
	const signs = { opened: textOf(form, 'opened'), trap: textOf(form, 'website') };
	demandPerson(means.config.appSecret, signs, means.clock());
	await askToFollow(means, map, number, input);
}

/** When the refused form was opened, for showing it again. */
export const openedBefore = ({ config }: Pick<Means, 'config'>, form: FormData): string =>
	keptOpening(config.appSecret, textOf(form, 'opened'));

function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
}
