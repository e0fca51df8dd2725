export { runAdminTool } from './admin.js';
export { MissingToolError, ServerStartError } from './errors.js';
export { firstLoad, isNewHome, type FirstLoad } from './first-load.js';
export { leastFreeMb, requireFreeDisk } from './free-disk.js';
export { findRunningServer, startLocalServer, type LocalServer, type RunningServer, type StartOptions } from './local-server.js';
export { defaultMemory, type Memory } from './settings.js';
