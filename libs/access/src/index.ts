export { AccessError, type AccessErrorCode } from './access.error.js';
export { createToken, firstToken, type NewToken, type Note, type TokenRequest } from './create-token.js';
export { identify, type Identity } from './identify.js';
export { listTokens, revokeToken, type TokenEntry } from './known-tokens.js';
export { OidcIssuer, type OidcSettings } from './oidc-issuer.js';
export { readPepper } from './pepper.js';
export { isRole, reaches, roleNames, roles, type Role } from './roles.js';
export { longestOverlap, rotateToken } from './rotate-token.js';
