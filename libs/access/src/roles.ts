/** What a token lets its bearer do; every role may do what the ones before it may. Nobody approves their own work, an admin neither. */
export const roles = {
  reader: { about: 'Reads and asks, changes nothing.' },
  analyst: { about: 'Does what a reader does, and adds, changes and retracts facts, and submits them for review.' },
  reviewer: { about: 'Does what an analyst does, and reviews what others submit.' },
  admin: { about: 'Does what a reviewer does, and gives, rotates and revokes tokens. Cannot approve their own work.' },
} as const;

export type Role = keyof typeof roles;

/** From the least to the most powerful. */
export const roleNames = Object.keys(roles) as Role[];

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text);

/** True where this role may do what the other one may. */
export const reaches = (role: Role, least: Role): boolean => roleNames.indexOf(role) >= roleNames.indexOf(least);
