import type { Db } from '../../platform/db/database.server.ts';

/** An entry of the audit trail as those read it who work with its subject. */
export type SubjectEntry = Readonly<{
	id: number;
	at: Date;
	action: string;
	actorKind: string;
	displayName: string | null;
	detail: unknown;
}>;

/** As many as somebody reads through; the whole trail is in the administration. */
const longest = 200;

/** Who did what to one subject, newest first. The use case that shows it asks for the permission. */
export async function historyOf(
	db: Db,
	subjectKind: string,
	subjectId: string
): Promise<SubjectEntry[]> {
	return db
		.selectFrom('history as h')
		.leftJoin('accounts as a', (join) =>
			join
				.on('h.actorKind', '=', 'account')
				.on(({ eb, cast }) => eb(cast('a.id', 'text'), '=', eb.ref('h.actorId')))
		)
		.select(['h.id', 'h.at', 'h.action', 'h.actorKind', 'a.displayName', 'h.detail'])
		.where('h.subjectKind', '=', subjectKind)
		.where('h.subjectId', '=', subjectId)
		.orderBy('h.id', 'desc')
		.limit(longest)
		.execute();
}
