import { compressedOnce, type CompressedOnce } from './compressed-once.server.ts';

type Kept = Readonly<{ state: string; since: number; answer: Promise<CompressedOnce | null> }>;

type Wanted = Readonly<{
	/** What the page is kept under: address, language, and all else that makes it another one. */
	place: string;
	/** A page of another state is not given to anybody. */
	state: string;
	request: Request;
}>;

type Rendering = Readonly<{
	render: () => Response | Promise<Response>;
	/** Asked after rendering: nothing on the page is one person's own. */
	isForAll: () => boolean;
}>;

/** Gives a page that is kept, or renders it. */
export type SharedPages = (wanted: Wanted, rendering: Rendering) => Promise<Response>;

/**
 * Pages that many ask for at one moment, each rendered and compressed once. Only what is a page (text/html), was found
 * (200) and sets no cookie is shared.
 * @param longest age of a page in milliseconds
 * @param most pages at once; the one that was rendered longest ago goes first
 */
export function sharedPages({
	longest,
	most
}: Readonly<{ longest: number; most: number }>): SharedPages {
	const pages = new Map<string, Kept>();
	const keep = (place: string, page: Kept) => {
		pages.delete(place);
		if (pages.size >= most) pages.delete(pages.keys().next().value!);
		pages.set(place, page);
	};
	return async ({ place, state, request }, rendering) => {
		const known = pages.get(place);
		if (known?.state === state && performance.now() - known.since < longest) {
			const answer = await known.answer;
			return answer ? answer(request.headers.get('accept-encoding')) : rendering.render();
		}
		const rendered = renderedOnce(request, rendering);
		const answer = rendered.then(({ shared }) => shared).catch(() => null);
		keep(place, { state, since: performance.now(), answer });
		return (await rendered).own;
	};
}

async function renderedOnce(
	request: Request,
	{ render, isForAll }: Rendering
): Promise<{ own: Response; shared: CompressedOnce | null }> {
	const own = await render();
	const isPage = own.headers.get('content-type')?.startsWith('text/html') ?? false;
	if (!isPage || !isForAll() || own.status !== 200 || own.headers.has('set-cookie'))
		return { own, shared: null };
	const shared = compressedOnce(await own.text(), own.headers);
	return { own: shared(request.headers.get('accept-encoding')), shared };
}
