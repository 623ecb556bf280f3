import { minutesFile } from '../../../../../../../../../event-documentation.server.ts';
import { atDoor } from '../../at-door.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => minutesFile(event, await atDoor(event));
