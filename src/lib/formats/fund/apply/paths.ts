/** Addresses of one's own application, without language; `page` is a step or another page of it. */
export const minePath = (slug: string, key: string, page = ''): string =>
	`/fund/${slug}/mine/${key}${page && `/${page}`}`;
