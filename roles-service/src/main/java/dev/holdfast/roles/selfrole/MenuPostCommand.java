package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /menu post menu [channel]}: shows a menu to members. */
@Singleton
record MenuPostCommand(MenuPosts posts) implements Command, AutocompletedCommand {

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    private record Posted(String menu, ChannelId channel) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("menu post", TEXTS.english("post.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(MenuOption.spec())
                .option(
                        OptionSpec.optional(
                                "channel", TEXTS.english("post.channel"), OptionType.CHANNEL));
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return MenuOption.complete(completion, MenuStore.all(work));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var menu = MenuOption.find(invocation, work);
        if (menu.isEmpty()) {
            return Reply.refuse(MenuOption.unknown(invocation));
        }
        return posts.refuse(work, menu.get(), invocation)
                .map(Reply::refuse)
                .orElseGet(() -> post(menu.get(), invocation, work));
    }

    private Reply post(Menu menu, Invocation invocation, UnitOfWork work) {
        var channel = invocation.channel("channel").orElse(invocation.channel());
        posts.post(work, menu, channel);
        work.audit("menu.post", new Posted(menu.name(), channel));
        return Reply.whisper(
                Card.sentence(
                        Card.Kind.INFO,
                        TEXTS.say(invocation, "post.done", UserText.show(menu.name()), channel)));
    }
}
