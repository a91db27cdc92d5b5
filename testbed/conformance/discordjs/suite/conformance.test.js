import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
    ActionRowBuilder,
    AttachmentBuilder,
    AuditLogEvent,
    ButtonBuilder,
    ButtonStyle,
    ChannelSelectMenuBuilder,
    ChannelType,
    ContainerBuilder,
    ContextMenuCommandBuilder,
    EmbedBuilder,
    Events,
    FileBuilder,
    LabelBuilder,
    MentionableSelectMenuBuilder,
    MessageFlags,
    ModalBuilder,
    PermissionFlagsBits,
    RoleSelectMenuBuilder,
    SeparatorBuilder,
    Status,
    StringSelectMenuBuilder,
    TextDisplayBuilder,
    TextInputBuilder,
    TextInputStyle,
    UserSelectMenuBuilder,
} from 'discord.js';
import { answer, login, next, until } from './bot.js';
import * as sandbox from './sandbox.js';
import { slash, vocabulary } from './vocabulary.js';

let client;
let guild;
let ben;

before(async () => {
    client = await login();
    guild = client.guilds.cache.get((await sandbox.harbour()).id);
    ben = await sandbox.person('ben', 'general');
    await guild.commands.set(vocabulary);
});
after(() => client?.destroy());

const channel = name => guild.channels.cache.find(each => each.name === name);
const shown = message => sandbox.message(message.channelId, message.id);
const registered = async name => (await sandbox.state()).commands.find(each => each.name === name);
const member = async id => (await sandbox.harbour()).members.find(each => each.user.id === id);

function answered(name, deed) {
    answer(client, each => each.commandName === name && each.isChatInputCommand(), deed);
}

test('logs in and sees its guilds', async () => {
    assert.equal(client.user.username, 'Holdfast');
    assert.equal(client.guilds.cache.size, 2);
    assert.equal(client.ws.status, Status.Ready);
    const harbour = await sandbox.harbour();
    assert.equal(guild.name, harbour.name);
    assert.equal(guild.ownerId, harbour.owner_id);
    assert.equal(channel('Lounge').type, ChannelType.GuildVoice);
    client.user.setStatus('idle');
});

test('registers and takes back global commands', async () => {
    const made = await client.application.commands.set([
        slash('tide').setNameLocalization('tr', 'gelgit'),
        new ContextMenuCommandBuilder().setName('Wave to').setType(2),
    ]);
    assert.equal(made.size, 2);
    assert.equal((await registered('tide')).guild_id, undefined);
    assert.equal((await client.application.commands.fetch()).size, 2);
    await client.application.commands.set([]);
    assert.equal(await registered('tide'), undefined);
});

test('registers, edits and deletes commands of a guild', async () => {
    const made = await guild.commands.create(slash('knots'));
    assert.equal((await registered('knots')).guild_id, guild.id);
    await made.edit({ description: 'How fast?' });
    assert.equal((await registered('knots')).description, 'How fast?');
    await made.delete();
    assert.equal(await registered('knots'), undefined);
});

test('receives options of every type', async () => {
    answered('every', async interaction => {
        const { options } = interaction;
        await interaction.reply(
            [
                options.getString('string'),
                options.getInteger('integer'),
                options.getBoolean('boolean'),
                options.getUser('user').username,
                options.getChannel('channel').name,
                options.getRole('role').name,
                options.getMentionable('mentionable').user.username,
                options.getNumber('number'),
                options.getAttachment('attachment').name,
            ].join(' '),
        );
    });
    const harbour = await sandbox.harbour();
    const ada = harbour.members.find(each => each.user.username === 'ada').user.id;
    const { reply } = await ben.use(
        'every',
        { name: 'string', type: 3, value: 'rope' },
        { name: 'integer', type: 4, value: 42 },
        { name: 'boolean', type: 5, value: true },
        { name: 'user', type: 6, value: ada },
        { name: 'channel', type: 7, value: channel('bank').id },
        { name: 'role', type: 8, value: harbour.roles.find(each => each.name === 'Lightkeeper').id },
        { name: 'mentionable', type: 9, value: ada },
        { name: 'number', type: 10, value: 2.5 },
        { name: 'attachment', type: 11, value: await sandbox.upload('log.txt', 'calm') },
    );
    assert.equal(reply.content, 'rope 42 true ada bank Lightkeeper ada 2.5 log.txt');
});

test('receives subcommands and their groups', async () => {
    answered('cargo', each =>
        each.reply(
            `${each.options.getSubcommandGroup()} ${each.options.getSubcommand()} ${each.options.getString('what')}`,
        ),
    );
    const what = { name: 'what', type: 3, value: 'salt' };
    const add = { name: 'add', type: 1, options: [what] };
    const { reply } = await ben.use('cargo', { name: 'hold', type: 2, options: [add] });
    assert.equal(reply.content, 'hold add salt');
});

test('completes what is typed', async () => {
    answer(
        client,
        each => each.isAutocomplete() && each.commandName === 'steer',
        each => {
            const name = `${each.options.getFocused()}th`;
            return each.respond([{ name, value: name }]);
        },
    );
    const { reply } = await ben.type('steer', { name: 'course', type: 3, value: 'sou' });
    assert.equal(reply.choices[0].value, 'south');
});

test('receives commands on a person and on a message', async () => {
    answer(
        client,
        each => each.isUserContextMenuCommand(),
        each => each.reply(`o7 ${each.targetUser.username}`),
    );
    answer(
        client,
        each => each.isMessageContextMenuCommand(),
        each => each.reply(`> ${each.targetMessage.content}`),
    );
    const ada = await sandbox.person('ada', 'general');
    assert.equal((await ben.useOn(2, 'Salute', ada.id)).reply.content, 'o7 ada');
    const said = await ada.say('land ho');
    assert.equal((await ben.useOn(3, 'Quote', said)).reply.content, '> land ho');
});

test('receives commands in direct messages', async () => {
    await client.application.commands.create(slash('whisper'));
    answer(
        client,
        each => each.commandName === 'whisper',
        each => each.reply(each.inGuild() ? 'aloud' : 'psst'),
    );
    const directly = await sandbox.person('ben');
    assert.equal((await directly.use('whisper')).reply.content, 'psst');
});

test('replies for everybody, or for one person only', async () => {
    answered('ahoy', each => each.reply('Ahoy!'));
    answered('secret', each =>
        each.reply({ content: 'Shh', flags: MessageFlags.Ephemeral }),
    );
    const aloud = await ben.use('ahoy');
    assert.equal(aloud.state, 'REPLIED');
    assert.equal(aloud.reply.content, 'Ahoy!');
    assert.ok((await ben.use('secret')).reply.flags & MessageFlags.Ephemeral);
});

test('thinks and then answers', async () => {
    answered('ponder', async each => {
        await each.deferReply();
        await each.editReply('Forty-two');
    });
    await ben.start('ponder');
    await until(async () => (await sandbox.saying(ben.channelId, 'Forty-two')).length === 1);
});

test('follows up, edits and deletes', async () => {
    answered('story', async each => {
        await each.reply('Once');
        const sent = await each.followUp('upon');
        await each.editReply({ message: sent, content: 'a time' });
        await each.deleteReply();
    });
    await ben.start('story');
    await until(async () => {
        const told = await sandbox.saying(ben.channelId, 'a time');
        return told.length === 1 && (await sandbox.saying(ben.channelId, 'Once')).length === 0;
    });
});

test('replies with a file', async () => {
    answered('chart', each =>
        each.reply({ files: [new AttachmentBuilder(Buffer.from([1, 2, 3]), { name: 'chart.bin' })] }),
    );
    const { reply } = await ben.use('chart');
    assert.equal(reply.attachments[0].filename, 'chart.bin');
    assert.equal(reply.attachments[0].size, 3);
});

async function showing(...components) {
    return channel('general').send({
        content: '?',
        components: [new ActionRowBuilder().addComponents(...components)],
    });
}

test('a button changes its message, at once or later', async () => {
    const button = id => new ButtonBuilder().setCustomId(id).setLabel(id).setStyle(ButtonStyle.Primary);
    answer(
        client,
        each => each.customId === 'hoist',
        each => each.update({ content: 'Hoisted', components: [] }),
    );
    answer(
        client,
        each => each.customId === 'later',
        async each => {
            await each.deferUpdate();
            await each.editReply('Done later');
        },
    );
    const message = await showing(button('hoist'), button('later'));
    await ben.press(message.id, 'later');
    await until(async () => (await shown(message)).content === 'Done later');
    const pressed = await ben.press(message.id, 'hoist');
    assert.equal(pressed.state, 'UPDATED');
    assert.equal(pressed.reply.content, 'Hoisted');
    assert.equal(pressed.reply.components.length, 0);
});

test('choices from every select are received', async () => {
    answer(
        client,
        each => each.isAnySelectMenu(),
        each => each.reply(each.values.join('+')),
    );
    const harbour = await sandbox.harbour();
    const ada = harbour.members.find(each => each.user.username === 'ada').user.id;
    const keeper = harbour.roles.find(each => each.name === 'Lightkeeper').id;
    const sails = new StringSelectMenuBuilder()
        .setMaxValues(2)
        .addOptions({ label: 'Main sail', value: 'main' }, { label: 'Jib', value: 'jib' });
    const selects = [
        [sails, 'main', 'jib'],
        [new UserSelectMenuBuilder(), ada],
        [new RoleSelectMenuBuilder(), keeper],
        [new MentionableSelectMenuBuilder(), keeper],
        [new ChannelSelectMenuBuilder(), channel('bank').id],
    ];
    for (const [select, ...values] of selects) {
        const message = await showing(select.setCustomId('pick'));
        const picked = await ben.pick(message.id, 'pick', ...values);
        assert.equal(picked.reply.content, values.join('+'));
    }
});

test('a modal is shown and filled in', async () => {
    const name = new TextInputBuilder().setCustomId('name').setStyle(TextInputStyle.Short);
    const modal = new ModalBuilder()
        .setCustomId('christening')
        .setTitle('Name the ship')
        .addLabelComponents(new LabelBuilder().setLabel('Name').setTextInputComponent(name));
    answered('christen', each => each.showModal(modal));
    answer(
        client,
        each => each.isModalSubmit(),
        each => each.reply(each.fields.getTextInputValue('name')),
    );
    assert.equal((await ben.use('christen')).state, 'MODAL');
    assert.equal((await ben.fill('christening', { name: 'Beagle' })).reply.content, 'Beagle');
});

test('gives and takes roles', async () => {
    const one = await guild.members.fetch(await sandbox.newcomer('Roger'));
    const keeper = guild.roles.cache.find(each => each.name === 'Lightkeeper');
    const told = next(client, Events.GuildMemberUpdate, (_, now) => now.id === one.id);
    await one.roles.add(keeper, 'watch');
    await told;
    assert.deepEqual((await member(one.id)).roles, [keeper.id]);
    await one.roles.remove(keeper);
    assert.deepEqual((await member(one.id)).roles, []);
});

test('bans, lists and unbans, one or several', async () => {
    const id = await sandbox.newcomer('Blackbeard');
    const told = next(client, Events.GuildBanAdd, ban => ban.user.id === id);
    await guild.members.ban(id, { reason: 'piracy' });
    await told;
    assert.equal((await guild.bans.fetch(id)).reason, 'piracy');
    assert.ok((await guild.bans.fetch()).has(id));
    await guild.members.unban(id);
    assert.ok(!(await sandbox.harbour()).bans.some(ban => ban.user.id === id));
    const pirates = [await sandbox.newcomer('Bonny'), await sandbox.newcomer('Read')];
    assert.equal((await guild.members.bulkBan(pirates)).bannedUsers.length, 2);
});

test('silences, renames and kicks', async () => {
    const one = await guild.members.fetch(await sandbox.newcomer('Chatty'));
    await one.timeout(3_600_000);
    assert.ok((await member(one.id)).communication_disabled_until);
    await one.timeout(null);
    assert.equal((await member(one.id)).communication_disabled_until, null);
    await one.setNickname('Found');
    assert.equal((await member(one.id)).nick, 'Found');
    await one.kick('no ticket');
    assert.equal(await member(one.id), undefined);
});

test('is told why it may not', async () => {
    await assert.rejects(guild.bans.fetch(ben.id), { code: 10026 });
});

test('sends, edits, deletes and replies', async () => {
    const sent = await channel('bank').send('first');
    await sent.edit('second');
    assert.equal((await shown(sent)).content, 'second');
    await sent.delete();
    assert.equal(await shown(sent), undefined);
    const ada = await sandbox.person('ada', 'bank');
    const asked = await channel('bank').messages.fetch(await ada.say('Who is on watch?'));
    const reply = await asked.reply('Ben is');
    assert.equal(reply.reference.messageId, asked.id);
});

test('shows embeds and files', async () => {
    const embed = new EmbedBuilder()
        .setDescription('Calm sea')
        .addFields({ name: 'Wind', value: '2' });
    const file = new AttachmentBuilder(Buffer.from('calm'), { name: 'log.txt' });
    const sent = await channel('bank').send({ embeds: [embed], files: [file] });
    const seen = await shown(sent);
    assert.equal(seen.embeds[0].description, 'Calm sea');
    assert.equal(seen.attachments[0].filename, 'log.txt');
    assert.equal(sent.embeds[0].fields[0].name, 'Wind');
});

test('deletes many at once', async () => {
    const sent = [];
    for (const text of ['one', 'two', 'three']) sent.push(await channel('bank').send(text));
    await channel('bank').bulkDelete(sent);
    for (const message of sent) assert.equal(await shown(message), undefined);
});

test('reacts and hears reactions', async () => {
    const sent = await channel('bank').send('Anchor?');
    const ada = await sandbox.person('ada', 'bank');
    const told = next(client, Events.MessageReactionAdd, (_, user) => user.id === ada.id);
    await sent.react('⚓');
    await ada.react(sent.id, '⚓');
    const reaction = await told;
    assert.equal((await shown(sent)).reactions[0].count, 2);
    assert.equal((await reaction.users.fetch()).size, 2);
    await reaction.users.remove();
    assert.equal((await shown(sent)).reactions[0].count, 1);
    await sent.reactions.removeAll();
    assert.equal((await shown(sent)).reactions ?? 0, 0);
});

test('pins and unpins', async () => {
    const sent = await channel('bank').send('Rules of the bank');
    await sent.pin();
    assert.equal((await shown(sent)).pinned, true);
    const pins = await channel('bank').messages.fetchPins();
    assert.equal(pins.items[0].message.id, sent.id);
    await sent.unpin();
    assert.equal((await channel('bank').messages.fetchPins()).items.length, 0);
});

test('reads what people write, and the history, and writes directly', async () => {
    const told = next(client, Events.MessageCreate, each => each.content === 'All hands!');
    const milo = await sandbox.person('milo', 'bank');
    const id = await milo.say('All hands!');
    assert.equal((await told).author.username, 'milo');
    assert.equal((await channel('bank').messages.fetch({ limit: 1 })).first().id, id);
    const sent = await (await client.users.fetch(ben.id)).send('Hi');
    assert.equal((await shown(sent)).content, 'Hi');
});

test('makes a channel with its overwrites, and changes and deletes it', async () => {
    const told = next(client, Events.ChannelCreate, each => each.name === 'galley');
    const everyone = guild.roles.everyone.id;
    const galley = await guild.channels.create({
        name: 'galley',
        topic: 'Food',
        permissionOverwrites: [{ id: everyone, deny: [PermissionFlagsBits.SendMessages] }],
    });
    await told;
    const seen = async () => (await sandbox.harbour()).channels.find(each => each.id === galley.id);
    const bit = PermissionFlagsBits.SendMessages.toString();
    assert.equal((await seen()).permission_overwrites[0].deny, bit);
    await galley.permissionOverwrites.edit(everyone, { SendMessages: null, EmbedLinks: true });
    await galley.edit({ name: 'mess', rateLimitPerUser: 5 });
    assert.equal((await seen()).rate_limit_per_user, 5);
    assert.equal((await seen()).permission_overwrites[0].deny, '0');
    await galley.setPosition(0);
    await galley.delete();
    assert.equal(await seen(), undefined);
});

test('makes, moves and deletes a role', async () => {
    const cook = await guild.roles.create({ name: 'Cook', hoist: true });
    await cook.edit({ name: 'Chef' });
    await cook.setPosition(2);
    const seen = (await sandbox.harbour()).roles.find(each => each.id === cook.id);
    assert.equal(seen.name, 'Chef');
    assert.equal(seen.position, 2);
    await cook.delete();
});

test('makes emojis, invites and webhooks, and takes them back', async () => {
    const picture =
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const emoji = await guild.emojis.create({
        name: 'buoy',
        attachment: `data:image/png;base64,${picture}`,
    });
    await emoji.edit({ name: 'float' });
    assert.equal((await sandbox.harbour()).emojis[0].name, 'float');
    await emoji.delete();
    const invite = await channel('bank').createInvite({ maxAge: 3_600, maxUses: 3 });
    assert.equal((await client.fetchInvite(invite.code)).guild.id, guild.id);
    assert.equal((await guild.invites.fetch()).first().maxUses, 3);
    await invite.delete();
    const parrot = await channel('bank').createWebhook({ name: 'Parrot' });
    const sent = await parrot.send({ content: 'Pieces of eight', username: 'Polly' });
    assert.equal((await shown(sent)).author.username, 'Polly');
    await parrot.editMessage(sent, 'Pieces of nine');
    assert.equal((await shown(sent)).content, 'Pieces of nine');
    await parrot.deleteMessage(sent);
    await parrot.delete();
    assert.equal((await channel('bank').fetchWebhooks()).size, 0);
});

test('reads the audit log', async () => {
    const made = await guild.channels.create({ name: 'chapel', reason: 'Sundays' });
    const log = await guild.fetchAuditLogs({ type: AuditLogEvent.ChannelCreate, limit: 1 });
    const entry = log.entries.first();
    assert.equal(entry.targetId, made.id);
    assert.equal(entry.reason, 'Sundays');
    assert.equal(entry.executorId, client.user.id);
    await made.delete();
});

test('starts a thread, writes in it and ends it', async () => {
    const anchor = await channel('games').send('Who plays?');
    const thread = await anchor.startThread({ name: 'Dice' });
    assert.equal(thread.id, anchor.id);
    await thread.members.add(ben.id);
    assert.equal((await thread.members.fetch()).size, 2);
    const sent = await thread.send('Six!');
    assert.equal((await shown(sent)).content, 'Six!');
    await thread.setArchived(true);
    const archived = await channel('games').threads.fetchArchived();
    assert.ok(archived.threads.has(thread.id));
    await thread.delete();
});

test('lays out a message by its components', async () => {
    const log = new AttachmentBuilder(Buffer.from('calm'), { name: 'log.txt' });
    const sent = await channel('games').send({
        flags: MessageFlags.IsComponentsV2,
        files: [log],
        components: [
            new ContainerBuilder()
                .addTextDisplayComponents(new TextDisplayBuilder().setContent('# Log'))
                .addSeparatorComponents(new SeparatorBuilder())
                .addFileComponents(new FileBuilder().setURL('attachment://log.txt')),
        ],
    });
    const inside = (await shown(sent)).components[0].components;
    assert.equal(inside[0].content, '# Log');
    assert.equal(inside[2].name, 'log.txt');
});

test('asks, hears votes and ends a poll', async () => {
    const told = next(client, Events.MessagePollVoteAdd, (_, user) => user === ben.id);
    const sent = await channel('general').send({
        poll: {
            question: { text: 'Where to?' },
            answers: [{ text: 'North' }, { text: 'South' }],
            duration: 1,
            allowMultiselect: false,
        },
    });
    await ben.vote(sent.id, 1);
    assert.equal((await told).id, 1);
    assert.equal((await sent.poll.answers.get(1).voters.fetch()).size, 1);
    await sent.poll.end();
    assert.ok((await shown(sent)).poll.results.is_finalized);
});

test('plans something and calls it off', async () => {
    const told = next(client, Events.GuildScheduledEventCreate);
    const regatta = await guild.scheduledEvents.create({
        name: 'Regatta',
        scheduledStartTime: Date.now() + 3_600_000,
        scheduledEndTime: Date.now() + 7_200_000,
        privacyLevel: 2,
        entityType: 3,
        entityMetadata: { location: 'The bay' },
    });
    assert.equal((await told).id, regatta.id);
    assert.equal((await guild.scheduledEvents.fetch()).size, 1);
    await regatta.edit({ status: 4 });
    await regatta.delete();
});

test('forbids a word', async () => {
    const rule = await guild.autoModerationRules.create({
        name: 'Loyalty',
        eventType: 1,
        triggerType: 1,
        triggerMetadata: { keywordFilter: ['mutin*'] },
        actions: [{ type: 1, metadata: { customMessage: 'No mutiny' } }],
        enabled: true,
    });
    const told = next(client, Events.AutoModerationActionExecution);
    await assert.rejects(ben.say('Mutiny!'), /No mutiny/);
    assert.equal((await told).matchedKeyword, 'mutin*');
    await rule.delete();
});

test('counts who was not there for days', async () => {
    const idle = await guild.members.prune({ dry: true, days: 7 });
    await ben.say('here');
    assert.equal(await guild.members.prune({ dry: true, days: 7 }), idle - 1);
});

test('members come in chunks, by prefix and by id', async () => {
    const harbour = await sandbox.harbour();
    assert.equal((await guild.members.fetch()).size, harbour.members.length);
    assert.equal((await guild.members.fetch({ query: 'mil', limit: 5 })).first().user.username, 'milo');
    assert.equal((await guild.members.fetch({ user: [ben.id, harbour.owner_id] })).size, 2);
});

test('what happens during a cut is heard exactly once', async () => {
    const heard = [];
    const hear = message => {
        if (message.content.startsWith('gap ')) heard.push(message.content);
    };
    client.on(Events.MessageCreate, hear);
    const resumed = next(client, Events.ShardResume);
    await ben.say('gap 0');
    await sandbox.faults({ gateway: 'cut' });
    for (let number = 1; number <= 5; number++) await ben.say(`gap ${number}`);
    await resumed;
    await ben.say('gap over');
    await until(() => heard.includes('gap over'));
    client.off(Events.MessageCreate, hear);
    assert.deepEqual(heard, ['gap 0', 'gap 1', 'gap 2', 'gap 3', 'gap 4', 'gap 5', 'gap over']);
});

test('reconnects when it is asked to', async () => {
    const resumed = next(client, Events.ShardResume);
    await sandbox.faults({ gateway: 'reconnect' });
    await resumed;
});

test('identifies again when its session is over', async () => {
    const again = next(client, Events.ShardReady);
    await sandbox.faults({ gateway: 'invalidate' });
    await again;
    const told = next(client, Events.MessageCreate, each => each.content === 'still there?');
    await ben.say('still there?');
    await told;
});

test('waits for as long as it is told', async () => {
    const closed = channel('moderators');
    const path = `/channels/${closed.id}/messages`;
    await sandbox.faults({ path, rateLimited: 1, retryAfterMillis: 1_500 });
    const begun = performance.now();
    await closed.send('patience');
    assert.ok(performance.now() - begun >= 1_500);
    const left = await sandbox.faults();
    assert.equal(left.rateLimited, 0);
    assert.equal(left.tooEarly, 0);
    assert.equal((await sandbox.saying(closed.id, 'patience')).length, 1);
});

test('two shards share the guilds', async () => {
    const shards = await login({ shards: [0, 1], shardCount: 2 });
    try {
        assert.equal(shards.ws.shards.size, 2);
        const guilds = (await sandbox.state()).guilds;
        for (const { id } of guilds) {
            assert.equal(shards.guilds.cache.get(id).shardId, Number((BigInt(id) >> 22n) % 2n));
        }
    } finally {
        await shards.destroy();
    }
});
