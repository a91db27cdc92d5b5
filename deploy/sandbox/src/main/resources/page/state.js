// What this person sees, as the live feed tells it; the page draws from here and from nowhere else.

export const state = {
  me: null,
  guild: null,
  users: new Map(),
  members: new Map(),
  roles: new Map(),
  channels: new Map(),
  directs: new Map(),
  commands: [],
  messages: new Map(),
  channelId: null,
  unread: new Set(),
  dismissed: new Set(),
  interactions: new Map(),
  failedComponents: new Map(),
  replyTo: null,
  application: null,
};

export function load(view) {
  state.me = view.me;
  state.application = view.application;
  state.guild = view.guilds[0] ?? null;
  state.users = new Map(view.users.map((user) => [user.id, user]));
  state.members = new Map((state.guild?.members ?? []).map((member) => [member.user.id, member]));
  state.roles = new Map((state.guild?.roles ?? []).map((role) => [role.id, role]));
  state.channels = new Map((state.guild?.channels ?? []).map((channel) => [channel.id, channel]));
  state.directs = new Map(view.directs.map((channel) => [channel.id, channel]));
  state.commands = view.commands;
  state.messages = new Map(Object.entries(view.messages));
  state.interactions = new Map();
}

export const channelOf = (id) => state.channels.get(id) ?? state.directs.get(id) ?? null;
export const inGuild = () => state.channels.has(state.channelId);
export const messagesOf = (channelId) => state.messages.get(channelId) ?? [];
export const messageOf = (channelId, id) => messagesOf(channelId).find((message) => message.id === id);

export function nameOf(user) {
  const member = state.members.get(user.id);
  return member?.nick || user.global_name || user.username;
}

// The member's roles, the highest first.
export function rolesOf(userId) {
  const roles = (state.members.get(userId)?.roles ?? []).map((id) => state.roles.get(id)).filter(Boolean);
  return roles.sort((one, other) => other.position - one.position);
}

export function colorOf(userId) {
  const colored = rolesOf(userId).find((role) => role.color);
  return colored ? hex(colored.color) : null;
}

export const hex = (number) => `#${number.toString(16).padStart(6, '0')}`;

// Who acts and where, as the control API wants it.
export function place() {
  const channel = channelOf(state.channelId);
  return { userId: state.me, channelId: channel.id, guildId: channel.guild_id };
}

// The other person of a direct channel.
export function partnerOf(channel) {
  return channel.recipients.find((user) => user.id !== state.me) ?? channel.recipients[0];
}

export function put(message) {
  state.users.set(message.author.id, message.author);
  const messages = state.messages.get(message.channel_id) ?? [];
  const at = messages.findIndex((each) => each.id === message.id);
  if (at >= 0) messages[at] = { ...message, reactions: message.reactions ?? messages[at].reactions };
  else messages.push(message);
  if (messages.length > 300) messages.shift();
  state.messages.set(message.channel_id, messages);
}

export function drop(channelId, id) {
  state.messages.set(channelId, messagesOf(channelId).filter((message) => message.id !== id));
}

export function may(bit) {
  const channel = channelOf(state.channelId);
  if (!channel?.permissions) return true;
  return (BigInt(channel.permissions) & (1n << BigInt(bit))) !== 0n;
}

// Usable here: every subcommand is an entry of its own.
export function usableCommands() {
  const direct = !inGuild();
  const entries = [];
  for (const command of state.commands) {
    if (command.type !== 1 || !allowed(command, direct)) continue;
    flatten(command, command.options ?? [], [command.name], command.description, entries);
  }
  return entries.sort((one, other) => one.path.localeCompare(other.path));
}

function allowed(command, direct) {
  if (command.guild_id && direct) return false;
  if (command.contexts?.length) {
    if (!command.contexts.includes(direct ? 1 : 0)) return false;
  } else if (direct && command.dm_permission === false) return false;
  const wanted = command.default_member_permissions;
  if (direct || wanted === null || wanted === undefined) return true;
  const mine = BigInt(channelOf(state.channelId)?.permissions ?? 0);
  if (mine & 8n) return true;
  return wanted !== '0' && (mine & BigInt(wanted)) === BigInt(wanted);
}

function flatten(command, options, words, description, entries) {
  const deeper = options.filter((option) => option.type <= 2);
  if (deeper.length === 0) entries.push({ command, words, path: words.join(' '), description, options });
  for (const option of deeper) flatten(command, option.options ?? [], [...words, option.name], option.description, entries);
}
