// Which channels hold something new for this person; how far they read is kept in the browser.

import { messagesOf, state } from './state.js';

let read = {};

const key = () => `read by ${state.me}`;
const newestOf = (channelId) => messagesOf(channelId).at(-1)?.id ?? '0';
const later = (one, other) => BigInt(one) > BigInt(other);

// Channels that were never seen begin as read.
export function loadRead() {
  try {
    read = JSON.parse(localStorage.getItem(key()) ?? '{}');
  } catch {
    read = {};
  }
  for (const channelId of state.messages.keys()) read[channelId] ??= newestOf(channelId);
}

export function markRead(channelId) {
  if (read[channelId] === newestOf(channelId)) return;
  read[channelId] = newestOf(channelId);
  localStorage.setItem(key(), JSON.stringify(read));
}

// Everything before a message counts as read, the message and what follows does not.
export function markUnread(channelId, messageId) {
  read[channelId] = (BigInt(messageId) - 1n).toString();
  localStorage.setItem(key(), JSON.stringify(read));
}

export const mentionsMe = (message) => message.mention_everyone || message.mentions.some((user) => user.id === state.me)
  || message.mention_roles?.some((role) => [...state.guilds.values()].some((guild) => guild.roles.has(role) && guild.members.get(state.me)?.roles.includes(role)));

// The first message that this person has not read.
export function firstNewIn(channelId) {
  const seen = read[channelId] ?? '0';
  return messagesOf(channelId).find((message) => later(message.id, seen) && message.author.id !== state.me)?.id ?? null;
}

// {unread, pings}: whether there is something new, and how much of it concerns this person.
export function newIn(channelId) {
  const seen = read[channelId] ?? '0';
  const fresh = messagesOf(channelId).filter((message) => later(message.id, seen) && message.author.id !== state.me);
  const pings = state.directs.has(channelId) ? fresh.length : fresh.filter(mentionsMe).length;
  return { unread: fresh.length > 0, pings };
}

export function newInAll(channelIds) {
  const all = channelIds.map(newIn);
  return { unread: all.some((each) => each.unread), pings: all.reduce((sum, each) => sum + each.pings, 0) };
}
