/** What a token lets its bearer do; every role may do what the ones above it may. */
export const roles = {
  reader: { about: 'Reads and asks, changes nothing.', mayWrite: false },
  analyst: { about: 'Reads, and adds, reviews and retracts facts.', mayWrite: true },
  admin: { about: 'Does what an analyst does, and gives and revokes tokens.', mayWrite: true },
} as const;

export type Role = keyof typeof roles;

export const roleNames = Object.keys(roles) as Role[];

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text);

/** True where this role may do what the other one may. */
export const reaches = (role: Role, least: Role): boolean => roleNames.indexOf(role) >= roleNames.indexOf(least);
