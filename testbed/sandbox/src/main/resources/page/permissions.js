// Discord's permissions in its own words and order.

export const PERMISSIONS = [
  [3, 'Administrator'], [10, 'View Channels'], [4, 'Manage Channels'], [28, 'Manage Roles'], [43, 'Create Expressions'], [30, 'Manage Expressions'], [7, 'View Audit Log'], [19, 'View Server Insights'],
  [29, 'Manage Webhooks'], [5, 'Manage Server'], [0, 'Create Invite'], [26, 'Change Nickname'], [27, 'Manage Nicknames'], [1, 'Kick Members'], [2, 'Ban Members'], [40, 'Timeout Members'],
  [11, 'Send Messages'], [38, 'Send Messages in Threads'], [35, 'Create Public Threads'], [36, 'Create Private Threads'], [14, 'Embed Links'], [15, 'Attach Files'], [6, 'Add Reactions'],
  [18, 'Use External Emoji'], [37, 'Use External Stickers'], [17, 'Mention @everyone, @here and All Roles'], [13, 'Manage Messages'], [51, 'Pin Messages'], [52, 'Bypass Slowmode'], [34, 'Manage Threads'], [16, 'Read Message History'],
  [12, 'Send Text-to-Speech Messages'], [46, 'Send Voice Messages'], [49, 'Create Polls'], [31, 'Use Application Commands'], [50, 'Use External Apps'], [20, 'Connect'], [21, 'Speak'], [9, 'Video'], [22, 'Mute Members'], [23, 'Deafen Members'],
  [24, 'Move Members'], [25, 'Use Voice Activity'], [8, 'Priority Speaker'], [42, 'Use Soundboard'], [45, 'Use External Sounds'], [32, 'Request to Speak'], [44, 'Create Events'], [33, 'Manage Events'],
];
