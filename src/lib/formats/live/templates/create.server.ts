import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { createSession, randomCode } from '../create-session.server.ts';
import type { AddedQuestion } from '../edit-questions.server.ts';
import { permissions } from '../permissions.ts';
import { areasOf } from '../pictures/material.server.ts';
import type { SessionInput } from '../schema.ts';
import { questionsFor, type Template } from './contract.ts';

/** What a session begins with; `further` questions stand behind those of the template. */
export type Beginning = Readonly<{
	template: Template | null;
	further?: readonly AddedQuestion[];
}>;

/** Makes a draft of a template; questions about a map show the place of the session. @throws Refusal as `createSession` */
export async function createFromTemplate(
	db: Db,
	actor: Actor,
	input: SessionInput,
	{ template, further = [] }: Beginning
): Promise<{ activityId: string; code: string }> {
	demand(permissions, actor, 'create', input);
	const areas = await areasOf(db, input.placeId);
	const area = areas.find(({ id }) => id === input.placeId) ?? null;
	const own = template ? questionsFor(template, area) : [];
	return createSession(db, actor, input, [...own, ...further], randomCode, {
		rules: template?.rules ?? {}
	});
}
