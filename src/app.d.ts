import type { Actor } from '#lib/access/actor.ts';
import type { House } from '#lib/house.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/i18n/paraglide/runtime.js';

declare global {
	namespace App {
		interface Locals {
			house: House;
			db: Db;
			actor: Actor;
			locale: Locale;
		}
		interface Error {
			/** Reference number that the log has too. */
			reference?: string;
		}
	}
}

export {};
