/** Whether what is recorded waits for a second pair of eyes. */
export abstract class ReviewSetting {
  abstract readonly on: boolean;
}
