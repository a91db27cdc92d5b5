// What this person sees, as the live feed tells it; the page draws from here and from nowhere else.

export const state = {
  me: null,
  application: null,
  users: new Map(),
  guilds: new Map(),
  directs: new Map(),
  commands: [],
  // Ids of those that have a picture, apps' own included.
  emojis: new Set(),
  online: null,
  // Of people and bots that are not offline: {status, activities}.
  presences: new Map(),
  // How one wants to be seen, and what one says of oneself.
  status: 'online',
  elsewhere: [],
  messages: new Map(),
  // Channels with messages before those that are known.
  older: new Set(),
  // Of the open channel: the first message that was not read when it came.
  firstNew: null,
  channelId: null,
  dismissed: new Set(),
  interactions: new Map(),
  failedComponents: new Map(),
  replyTo: null,
  editing: null,
  // Of the open guild; empty in direct messages.
  guild: null,
  members: new Map(),
  roles: new Map(),
  channels: new Map(),
};

const byId = (list) => new Map(list.map((each) => [each.id, each]));

export function load(view) {
  const before = view.me === state.me ? messagesOf(state.channelId) : [];
  state.me = view.me;
  state.application = view.application;
  state.users = byId(view.users);
  state.guilds = byId(view.guilds.map(known));
  state.directs = byId(view.directs);
  state.commands = view.commands;
  state.emojis = new Set(view.emojis);
  state.elsewhere = view.elsewhere ?? [];
  state.online = view.online ? new Set(view.online) : null;
  state.presences = new Map(view.guilds.flatMap((guild) => guild.presences ?? []).map((each) => [each.user.id, each]));
  state.status = view.status ?? 'online';
  state.messages = new Map(Object.entries(view.messages));
  state.older = new Set(view.older);
  keepEarlier(before);
  for (const message of [...state.messages.values()].flat()) remember(message.author);
  state.interactions = new Map();
  enter(state.channelId);
}

// What was read of the open channel beyond its newest messages stays.
function keepEarlier(before) {
  const first = messagesOf(state.channelId)[0];
  const at = before.findIndex((message) => message.id === first?.id);
  if (at <= 0) return;
  state.messages.set(state.channelId, [...before.slice(0, at), ...messagesOf(state.channelId)]);
}

function known(guild) {
  return { ...guild, roles: byId(guild.roles), channels: byId(guild.channels), members: new Map(guild.members.map((member) => [member.user.id, member])) };
}

// Webhooks and people who are gone are known by what they wrote.
function remember(author) {
  if (!state.users.has(author.id)) state.users.set(author.id, author);
}

// The channel that is open, and with it the guild.
export function enter(channelId) {
  state.channelId = channelId;
  state.guild = guildOf(channelId);
  state.members = state.guild?.members ?? new Map();
  state.roles = state.guild?.roles ?? new Map();
  state.channels = state.guild?.channels ?? new Map();
}

export const guildOf = (channelId) => [...state.guilds.values()].find((guild) => guild.channels.has(channelId)) ?? null;
export const channelOf = (id) => state.directs.get(id) ?? guildOf(id)?.channels.get(id) ?? null;
export const inGuild = () => state.guild !== null;
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

// Whether one stands above a role, or owns the server.
export function mayTouch(role) {
  if (!may(BITS.MANAGE_ROLES)) return false;
  return state.guild.owner_id === state.me || role.position < (rolesOf(state.me)[0]?.position ?? 0);
}

export const hex = (number) => `#${number.toString(16).padStart(6, '0')}`;

// Until when the member may not speak; null for who may.
export function silentUntil(userId) {
  const until = state.members.get(userId)?.communication_disabled_until;
  return until && new Date(until) > Date.now() ? new Date(until) : null;
}

// online, idle, dnd or offline; a bot is there while it holds a connection.
export function statusOf(user) {
  if (user.bot && state.online && !state.online.has(user.id)) return 'offline';
  return state.presences.get(user.id)?.status ?? (user.bot ? 'online' : 'offline');
}

export const isOnline = (user) => statusOf(user) !== 'offline';

// Whether there is a picture of it.
export const knowsEmoji = (id) => state.emojis.has(id);

// Who acts and where, as the control API wants it.
export function place(channelId = state.channelId) {
  const channel = channelOf(channelId);
  return { userId: state.me, channelId: channel.id, guildId: channel.guild_id };
}

// The other person of a direct channel.
export function partnerOf(channel) {
  return channel.recipients.find((user) => user.id !== state.me) ?? channel.recipients[0];
}

export function put(message) {
  remember(message.author);
  const messages = state.messages.get(message.channel_id) ?? [];
  const at = messages.findIndex((each) => each.id === message.id);
  // Reactions are told one by one, with who reacted.
  if (at >= 0) messages[at] = { ...message, reactions: messages[at].reactions };
  else messages.push(message);
  state.messages.set(message.channel_id, messages);
}

export function putEarlier(channelId, earlier) {
  for (const message of earlier) remember(message.author);
  state.messages.set(channelId, [...earlier, ...messagesOf(channelId)]);
}

// Forgets all but the newest messages; true when there were more.
export function trim(channelId, most) {
  const messages = messagesOf(channelId);
  if (messages.length <= most) return false;
  state.messages.set(channelId, messages.slice(-most));
  state.older.add(channelId);
  return true;
}

export function drop(channelId, id) {
  state.messages.set(channelId, messagesOf(channelId).filter((message) => message.id !== id));
}

export const BITS = { KICK: 1, BAN: 2, ADMINISTRATOR: 3, MANAGE_CHANNELS: 4, MANAGE_GUILD: 5, REACT: 6, AUDIT: 7, SEND: 11, MANAGE_MESSAGES: 13, ATTACH: 15, NICKNAMES: 27, MANAGE_ROLES: 28, MODERATE: 40, PIN: 51 };

export function may(bit) {
  const permissions = channelOf(state.channelId)?.permissions;
  if (!permissions) return !inGuild();
  return (BigInt(permissions) & (1n << BigInt(bit))) !== 0n;
}

// Whoever might delete messages always could pin them, too.
export const mayPin = () => may(BITS.PIN) || may(BITS.MANAGE_MESSAGES);
