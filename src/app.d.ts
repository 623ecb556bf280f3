import type { Actor } from '#lib/access/actor.ts';
import type { SignedIn } from '#lib/core/people/sessions/sessions.server.ts';
import type { House } from '#lib/house.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/i18n/paraglide/runtime.js';

declare global {
	namespace App {
		interface Locals {
			house: House;
			db: Db;
			actor: Actor;
			/** Of the cookie, also between password and second factor; `actor` is who may act. */
			session: SignedIn | null;
			locale: Locale;
			/** More was sent than the route takes: its action says so and does not read it. */
			bodyTooLarge?: true;
			/** Of a page that shows its own text for something refused; absent: 200. */
			pageStatus?: number;
			/** Nothing on the page is one person's own: whoever else asks now without a cookie may get the same. */
			sameForAll?: true;
		}
		interface Error {
			/** Reference number that the log has too. */
			reference?: string;
		}
	}
}

export {};
