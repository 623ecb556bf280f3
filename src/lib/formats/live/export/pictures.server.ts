import type { Db } from '../../../platform/db/database.server.ts';
import { pictureFile } from '../../../platform/pictures/store.server.ts';
import { questionType } from '../../../questions/registry.ts';
import type { PictureData } from './drawing/fields.ts';

/** The pictures on which people pointed, to be put within the file: it needs no other. */
export async function picturesOf(
	db: Db,
	questions: readonly Readonly<{ type: string; config: unknown }>[]
): Promise<PictureData> {
	const ids = questions.flatMap(({ type, config }) => {
		const chart = questionType(type).chart(config, { ballots: 0, counts: {} }, 'de');
		return chart?.kind === 'fields' && chart.ground.kind === 'picture'
			? [chart.ground.picture.id]
			: [];
	});
	const found = new Map<string, string>();
	for (const id of new Set(ids)) {
		const bytes = await pictureFile(db, id, 'large', 'jpeg');
		if (bytes) found.set(id, `data:image/jpeg;base64,${bytes.toString('base64')}`);
	}
	return (id) => found.get(id) ?? null;
}
