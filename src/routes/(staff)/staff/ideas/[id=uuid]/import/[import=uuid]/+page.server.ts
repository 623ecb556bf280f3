import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { addIdeas } from '#lib/formats/ideas/import/add-ideas.server.ts';
import { checkImport } from '#lib/formats/ideas/import/check-import.server.ts';
import { cancelImport, undoImport } from '#lib/formats/ideas/import/end-import.server.ts';
import { importOf } from '#lib/formats/ideas/import/imports.server.ts';
import { mappingOfForm, withWordsOfForm } from '#lib/formats/ideas/import/mapping-form.ts';
import { prepareImport } from '#lib/formats/ideas/import/prepare-import.server.ts';
import { importPage } from '#lib/formats/ideas/import/page.server.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { db, actor, house }, params, url }) =>
	orErrorPage(
		importPage(db, actor, whichOf({ params }), {
			step: url.searchParams.get('step'),
			now: house.clock()
		})
	);

const whichOf = ({ params }: { params: { id: string; import: string } }) => ({
	activityId: params.id,
	importId: params.import
});

type Event = RequestEvent<{ id: string; import: string }>;
type UseCase = typeof addIdeas | typeof cancelImport | typeof undoImport;

/** A button: does it, then shows the page as it is after that. */
const pressed = (useCase: UseCase) => async (event: Event) => {
	const { db, actor, house } = event.locals;
	const work = useCase(db, actor, whichOf(event), house.clock());
	const { refused } = await orRefusedForm<unknown, null>(work, null);
	if (refused) return refused;
	redirect(303, event.url.pathname);
};

export const actions: Actions = {
	columns: async (event) => {
		const { db, actor, house } = event.locals;
		const which = whichOf(event);
		const data = await event.request.formData();
		const found = await orErrorPage(
			importOf(db, actor, which.activityId, which.importId, house.clock())
		);
		const read = mappingOfForm(data, found.mapping);
		if (!read.success) {
			const fields = read.error.issues.map(({ path, message }) => [path.join('.'), message]);
			return fail(422, {
				reason: 'input_invalid',
				fields: Object.fromEntries(fields),
				typed: null
			});
		}
		const { done, refused } = await orRefusedForm(
			prepareImport(db, actor, which, read.data, house.clock()),
			null
		);
		if (refused) return refused;
		if (done.length > 0) redirect(303, `${event.url.pathname}?step=categories`);
		return pressed(checkWith(read.data))(event);
	},
	words: async (event) => {
		const { db, actor, house } = event.locals;
		const { activityId, importId } = whichOf(event);
		const data = await event.request.formData();
		const found = await orErrorPage(importOf(db, actor, activityId, importId, house.clock()));
		const read = found.mapping && withWordsOfForm(data, found.mapping);
		if (!read?.success) return fail(422, { reason: 'input_invalid', fields: {}, typed: null });
		return pressed(checkWith(read.data))(event);
	},
	swap: async (event) => {
		const { db, actor, house } = event.locals;
		const { activityId, importId } = whichOf(event);
		const { mapping } = await orErrorPage(importOf(db, actor, activityId, importId, house.clock()));
		if (!mapping) return fail(409, { reason: 'not_possible_now', fields: {}, typed: null });
		return pressed(checkWith({ ...mapping, swap: !mapping.swap }))(event);
	},
	add: pressed(addIdeas),
	cancel: pressed(cancelImport),
	undo: pressed(undoImport)
};

type Mapping = Parameters<typeof checkImport>[3];
const checkWith =
	(mapping: Mapping): typeof addIdeas =>
	(db, actor, which, now) =>
		checkImport(db, actor, which, mapping, now);
