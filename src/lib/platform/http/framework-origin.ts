import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config.ts';

/** Only this process writes it: what a client sends under this name is overwritten. */
const protocolHeader = 'x-palaver-protocol';

/**
 * Tells the framework its own address, against which it checks where forms come from. With ORIGIN that is the one
 * address. Without it, it is the address asked for (Host, always http): phones reach a laptop by its address in the
 * Wi-Fi, and their forms must count. A foreign page still fails: its Origin is not the Host it sends to.
 * @param env of the process, changed before the framework reads it
 * @returns what must be called with the headers of every request before the framework sees them
 */
export function frameworkOrigin(
	{ origin, originOfRequest }: Pick<Config, 'origin' | 'originOfRequest'>,
	env: Record<string, string | undefined>
): (headers: IncomingHttpHeaders) => void {
	if (!originOfRequest) {
		env['ORIGIN'] = origin;
		return () => {};
	}
	delete env['ORIGIN'];
	env['PROTOCOL_HEADER'] = protocolHeader;
	return (headers) => {
		headers[protocolHeader] = 'http';
	};
}
