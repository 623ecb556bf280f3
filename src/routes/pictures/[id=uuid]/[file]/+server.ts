import { error } from '@sveltejs/kit';
import { formats } from '#lib/formats/registry.ts';
import { pictureFormats, pictureSizes } from '#lib/platform/pictures/formats.ts';
import { pictureFile } from '#lib/platform/pictures/store.server.ts';
import type { RequestHandler } from './$types';

/** Files never change under their address. Only in the browser's cache: a withdrawn photo must not live on in a proxy. */
const forEverybody = 'private, max-age=31536000, immutable';
/** Seen before everybody may: gone from a shared phone when its page is closed. */
const forWhoMay = 'private, no-store';

export const GET: RequestHandler = async ({ params, locals, url }) => {
	const [typedSize, typedFormat] = params.file.split('.');
	const size = pictureSizes.find((one) => one === typedSize);
	const format = pictureFormats.find((one) => one === typedFormat);
	if (!size || !format) error(404);
	const mayPass = locals.house.pictures.mayPass(params.id, url.searchParams.get('pass'));
	if (!mayPass && !(await isPublic(locals.db, params.id))) error(404);
	const bytes = await pictureFile(locals.db, params.id, size, format);
	if (!bytes) error(404);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': `image/${format}`,
			'content-length': String(bytes.length),
			'cache-control': mayPass ? forWhoMay : forEverybody,
			'content-security-policy': "default-src 'none'"
		}
	});
};

async function isPublic(db: App.Locals['db'], id: string): Promise<boolean> {
	for (const format of formats) if (await format.showsPicture?.(db, id)) return true;
	return false;
}
