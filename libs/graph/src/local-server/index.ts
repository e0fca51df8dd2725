export { runAdminTool } from './admin.js';
export { MissingToolError, ServerStartError } from './errors.js';
export { leastFreeMb } from './free-disk.js';
export { findRunningServer, startLocalServer, type LocalServer, type RunningServer, type StartOptions } from './local-server.js';
export { defaultMemory, type Memory } from './settings.js';
