/** Whether an issuer of identities is configured: people then have names that no token of ours tells. */
export abstract class IssuerSetting {
  abstract readonly on: boolean;
}
