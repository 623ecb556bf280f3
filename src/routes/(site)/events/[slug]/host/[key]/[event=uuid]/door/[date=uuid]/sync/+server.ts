import { doorSync } from '../../../../../../../../../event-door.server.ts';
import { atDoor } from '../at-door.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => doorSync(event, await atDoor(event));
