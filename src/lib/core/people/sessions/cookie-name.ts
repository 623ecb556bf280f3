/** The cookie of a signed-in person; the server process looks for it without loading what stands behind it. */
export const sessionCookie = 'palaver_session';
