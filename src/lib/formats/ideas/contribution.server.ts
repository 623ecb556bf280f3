import type { Actor } from '../../access/actor.ts';
import { record, recordOfResident } from '../../core/history/record.server.ts';
import { subjectKindOf } from '../../core/moderation/contract.ts';
import type { Trx } from '../../platform/db/database.server.ts';
import type { IdeaVerb } from './history-text.ts';
import type { IdeaMapSubject } from './permissions.ts';

export type IdeaNumber = Readonly<{ id: string; number: number }>;

/** An idea or a comment on one, and the map it belongs to. */
export type Contribution = IdeaMapSubject &
	Readonly<{ kind: 'idea' | 'comment'; id: string; ideaId: string; number: number }>;

/** The audit trail's entry for what was done with one contribution: found again by the contribution itself. */
export async function recordOfContribution(
	trx: Trx,
	actor: Actor,
	{ activityId, placeId, kind, id, number }: Contribution,
	verb: IdeaVerb,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await record(trx, actor, {
		action: `ideas.${verb}`,
		subjectKind: subjectKindOf('ideas', kind),
		subjectId: id,
		placeId,
		detail: { activity: activityId, number, ...detail }
	});
}

/** The same for what its author did with it, of whom nothing is told. */
export const recordOfAuthor = (
	trx: Trx,
	{ activityId, placeId }: IdeaMapSubject,
	{ id, number, kind = 'idea' }: IdeaNumber & { kind?: Contribution['kind'] },
	verb: IdeaVerb,
	now: Date,
	detail: Record<string, unknown> = {}
): Promise<void> =>
	recordOfResident(trx, now, {
		action: `ideas.${verb}`,
		subjectKind: subjectKindOf('ideas', kind),
		subjectId: id,
		placeId,
		detail: { activity: activityId, number, ...detail }
	});

/** The same for an idea. */
export const recordOfIdea = (
	trx: Trx,
	actor: Actor,
	map: IdeaMapSubject,
	idea: IdeaNumber,
	verb: IdeaVerb,
	detail: Record<string, unknown> = {}
): Promise<void> =>
	recordOfContribution(
		trx,
		actor,
		{ ...map, kind: 'idea', id: idea.id, ideaId: idea.id, number: idea.number },
		verb,
		detail
	);
