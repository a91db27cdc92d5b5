// The commands that people use in the tests; registered in one call, since Discord allows few of them.
import { ContextMenuCommandBuilder, SlashCommandBuilder } from 'discord.js';

export const slash = name => new SlashCommandBuilder().setName(name).setDescription('x');

const required = name => option => option.setName(name).setDescription('x').setRequired(true);

const every = slash('every')
    .addStringOption(required('string'))
    .addIntegerOption(required('integer'))
    .addBooleanOption(required('boolean'))
    .addUserOption(required('user'))
    .addChannelOption(required('channel'))
    .addRoleOption(required('role'))
    .addMentionableOption(required('mentionable'))
    .addNumberOption(required('number'))
    .addAttachmentOption(required('attachment'));

const add = command =>
    command.setName('add').setDescription('x').addStringOption(required('what'));

const cargo = slash('cargo').addSubcommandGroup(group =>
    group.setName('hold').setDescription('x').addSubcommand(add),
);

const steer = slash('steer').addStringOption(course =>
    course.setName('course').setDescription('x').setAutocomplete(true),
);

export const vocabulary = [
    ...['ahoy', 'secret', 'ponder', 'story', 'chart', 'christen'].map(slash),
    every,
    cargo,
    steer,
    new ContextMenuCommandBuilder().setName('Salute').setType(2),
    new ContextMenuCommandBuilder().setName('Quote').setType(3),
];
