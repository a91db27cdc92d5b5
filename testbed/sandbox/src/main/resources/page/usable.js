// Which commands this person can use here.

import { channelOf, inGuild, state } from './state.js';

export const SLASH = 1;
export const ON_USER = 2;
export const ON_MESSAGE = 3;

// The bot that a command belongs to; its id is the application's.
export const appOf = (command) => state.users.get(command.application_id) ?? state.application.bot;

// Names the app where it is not the sandbox's own.
export const named = (command) => (command.application_id === state.application.id ? {} : { applicationId: command.application_id });

// Slash commands: every subcommand is an entry of its own.
export function usableCommands() {
  const entries = [];
  for (const command of allowedOf(SLASH)) flatten(command, command.options ?? [], [command.name], command.description, entries);
  return entries.sort((one, other) => one.path.localeCompare(other.path));
}

// The commands in the "Apps" menu of a user or a message.
export const appsFor = (type) => allowedOf(type).sort((one, other) => one.name.localeCompare(other.name));

function allowedOf(type) {
  const direct = !inGuild();
  const own = new Map();
  for (const command of state.commands) {
    if (command.type !== type || !allowed(command, direct)) continue;
    // A guild's own command hides the app's global one of that name.
    const key = `${command.application_id} ${command.name}`;
    if (!own.has(key) || command.guild_id) own.set(key, command);
  }
  return [...own.values()];
}

function allowed(command, direct) {
  if (command.guild_id && command.guild_id !== state.guild?.id) return false;
  if (!direct && !state.members.has(command.application_id)) return false;
  if (command.contexts?.length) {
    if (!command.contexts.includes(direct ? 1 : 0)) return false;
  } else if (direct && command.dm_permission === false) return false;
  if (direct) return channelOf(state.channelId).recipients.some((user) => user.id === command.application_id);
  const wanted = command.default_member_permissions;
  if (wanted === null || wanted === undefined) return true;
  const mine = BigInt(channelOf(state.channelId)?.permissions ?? 0);
  if (mine & 8n) return true;
  return wanted !== '0' && (mine & BigInt(wanted)) === BigInt(wanted);
}

function flatten(command, options, words, description, entries) {
  const deeper = options.filter((option) => option.type <= 2);
  if (deeper.length === 0) entries.push({ command, words, path: words.join(' '), description, options });
  for (const option of deeper) flatten(command, option.options ?? [], [...words, option.name], option.description, entries);
}
