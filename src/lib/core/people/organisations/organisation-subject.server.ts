import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Means } from '../means.ts';

/** An organisation as a permission asks for it. @throws Refusal organisation_unknown */
export async function organisationSubject(means: Pick<Means, 'db'>, id: string) {
	if (!isUuid(id)) throw new Refusal('missing', 'organisation_unknown');
	const { archivedAt, ...organisation } = await means.db
		.selectFrom('organisations')
		.select(['id as organisationId', 'name', 'kind', 'placeId', 'archivedAt'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow(() => new Refusal('missing', 'organisation_unknown'));
	return { ...organisation, archived: archivedAt !== null };
}
