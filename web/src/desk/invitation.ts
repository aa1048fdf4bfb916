// A link by which somebody chooses a password: "#invitation=LOGIN.TOKEN". After the sharp, it reaches no server's log.

export interface Invitation {
  readonly login: string;
  readonly token: string;
}

export function invitationOf(hash: string): Invitation | undefined {
  const found = /^#invitation=([^.]*(?:\.[^.]*)*)\.([\w-]{20,})$/.exec(hash);
  return found?.[1] && found[2] ? { login: decodeURIComponent(found[1]), token: found[2] } : undefined;
}

/** Out of the address: it counts once. */
export const forgetInvitation = (): void => history.replaceState(history.state, "", location.pathname + location.search);
