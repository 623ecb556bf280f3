import { render } from 'svelte/server';
import { nobody, type Personal } from '#lib/formats/live/participant/personal.ts';
import SessionView from '#lib/formats/live/participant/SessionView.svelte';
import { surroundingsOf } from '#lib/formats/live/participant/surroundings.server.ts';
import type { LiveService } from '#lib/formats/live/service.ts';
import type { LiveSnapshot } from '#lib/formats/live/snapshot.ts';
import { tallyMark } from '#lib/formats/live/tally-mark.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import type { AddressSearch } from '#lib/questions/address-search.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { compressedOnce, type CompressedOnce } from '#lib/platform/http/compressed-once.server.ts';

/** One state of one session in one language, rendered and compressed once for all phones that ask for it. */
type Rendered = Readonly<{ state: string; answer: CompressedOnce }>;

/** At most so many sessions and languages are kept; the one that was rendered longest ago goes first. */
const kept = 200;
const views = new Map<string, Promise<Rendered>>();
const states = new Map<string, string>();

const headers = new Headers({
	'content-type': 'text/html; charset=utf-8',
	'cache-control': 'no-store'
});

/** @throws Refusal code_unknown, code_expired */
export async function renderedView(
	live: LiveService,
	db: Db,
	code: string,
	locale: string,
	search: AddressSearch | undefined
): Promise<Rendered> {
	const snapshot = await live.snapshot(code);
	const place = `${code}/${locale}`;
	const state = `${snapshot.version}/${tallyMark(snapshot.result, snapshot.beside)}`;
	const known = views.get(place);
	if (known && states.get(place) === state) return known;
	const rendering = rendered(db, snapshot, { ...nobody, search }, locale, state);
	keep(place, state, rendering);
	return rendering;
}

function keep(place: string, state: string, rendering: Promise<Rendered>): void {
	views.delete(place);
	if (views.size >= kept) {
		const oldest = views.keys().next().value!;
		views.delete(oldest);
		states.delete(oldest);
	}
	views.set(place, rendering);
	states.set(place, state);
	rendering.catch(() => views.get(place) === rendering && views.delete(place));
}

async function rendered(
	db: Db,
	snapshot: LiveSnapshot,
	personal: Personal,
	locale: string,
	state: string
): Promise<Rendered> {
	const surroundings = await surroundingsOf(db, snapshot.code);
	if (!surroundings) throw new Refusal('missing', 'code_unknown');
	const { body } = render(SessionView, {
		props: { snapshot, surroundings, personal, locale }
	});
	return { state, answer: compressedOnce(body, headers) };
}
