import { redirect } from '@sveltejs/kit';
import { bindIndicator, retireBinding } from '#lib/core/indicators/bindings.server.ts';
import { definitionFrom, typedFrom } from '#lib/core/indicators/definition-form.ts';
import { enterValue } from '#lib/core/indicators/enter-value.server.ts';
import { typedEntry } from '#lib/core/indicators/entry-form.ts';
import {
	computeDraft,
	correctObservation,
	discardDraft,
	releaseObservation
} from '#lib/core/indicators/observations.server.ts';
import { indicatorForPlanner, previewDefinition } from '#lib/core/indicators/planner.server.ts';
import { allPlaces } from '#lib/core/places/reads.server.ts';
import { formats } from '#lib/formats/registry.ts';
import { factWords } from '../../../../fact-words.server.ts';
import { textOf } from '../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const sources = formats.map(({ facts }) => facts);

export const load: PageServerLoad = async ({ params, locals: { house, db, actor } }) => {
	const context = { k: house.config.smallCellK, now: house.clock(), sources };
	return {
		...(await orErrorPage(indicatorForPlanner(db, actor, params.key, context))),
		places: (await allPlaces(db)).map(({ id, name, kind }) => ({ id, name, kind })),
		formats: formats.map(({ key, names, facts }) => ({
			key,
			name: names.one,
			kinds: [...facts.kinds]
		})),
		factWords: factWords(),
		k: context.k
	};
};

/** Does the work and shows the page again as a fresh GET; a refusal shows it with what was typed. */
async function thenShow({ url }: RequestEvent, work: Promise<unknown>, typed: object, at: string) {
	const { refused } = await orRefusedForm(work, typed);
	if (refused) return refused;
	redirect(303, `${url.pathname}${at}`);
}

export const actions: Actions = {
	preview: async ({ params, request, locals: { db, actor } }) => {
		const typed = typedFrom(await request.formData());
		const work = async () => {
			const definition = definitionFrom(typed);
			const change = { indicatorKey: params.key, definition };
			return { definition, ...(await previewDefinition(db, actor, sources, change)) };
		};
		const { done, refused } = await orRefusedForm(work(), typed);
		return refused ?? { typed, measured: done };
	},
	save: async (event) => {
		const { params, request, locals } = event;
		const typed = typedFrom(await request.formData());
		const expected = Number(typed['version']?.[0]) || null;
		const work = async () =>
			bindIndicator(locals.db, locals.actor, sources, {
				indicatorKey: params.key,
				definition: definitionFrom(typed),
				expected
			});
		return thenShow(event, work(), typed, '#binding');
	},
	retire: async (event) => {
		const { params, request, locals } = event;
		const expected = Number((await request.formData()).get('version'));
		const change = { indicatorKey: params.key, expected };
		return thenShow(event, retireBinding(locals.db, locals.actor, change), {}, '#binding');
	},
	enter: async (event) => {
		const form = await event.request.formData();
		const entry = typedEntry(form);
		const corrected = textOf(form, 'corrects');
		const reason = textOf(form, 'reason');
		const { house, db, actor } = event.locals;
		const work = enterValue(
			db,
			actor,
			{
				indicatorKey: event.params.key,
				typed: entry,
				expected: textOf(form, 'expected') || null,
				corrects: corrected ? { observationId: corrected, reason } : null
			},
			house.clock()
		);
		return thenShow(event, work, { entry, corrected, reason }, '#draft');
	},
	compute: (event) =>
		thenShow(
			event,
			computeDraft(event.locals.db, event.locals.actor, sources, event.params.key),
			{},
			'#draft'
		),
	release: async (event) => {
		const id = String((await event.request.formData()).get('observation'));
		const { house, db, actor } = event.locals;
		const work = releaseObservation(db, actor, sources, id, house.config.smallCellK);
		return thenShow(event, work, {}, '#released');
	},
	discard: async (event) => {
		const id = String((await event.request.formData()).get('observation'));
		return thenShow(event, discardDraft(event.locals.db, event.locals.actor, id), {}, '#draft');
	},
	correct: async (event) => {
		const form = await event.request.formData();
		const correction = {
			observationId: String(form.get('observation')),
			reason: String(form.get('reason') ?? '')
		};
		const { db, actor } = event.locals;
		return thenShow(
			event,
			correctObservation(db, actor, sources, correction),
			correction,
			'#draft'
		);
	}
};
