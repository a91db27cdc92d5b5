package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.EffectListener;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.EffectResult;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantDecision;
import dev.holdfast.roles.assignment.GrantWords;
import dev.holdfast.roles.selfrole.PostStore.Post;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages that show menus: posted once, and edited when the menu changes, one edit of a
 * message at a time. A message that is gone is forgotten; the menu stays.
 */
@Singleton
record MenuPosts(
        Effects effects, GrantChecks grants, GrantWords words, MenuCard card, Alerts alerts)
        implements EffectListener {

    private static final CommandPath PRESS = CommandPath.of(MenuPress.COMMAND);

    /** Behind a post's number in the note of an edit: where the message is gone, it comes anew. */
    private static final String ANEW = ":anew";

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    @Override
    public String name() {
        return SelfroleFeature.NAME;
    }

    /** Why it cannot be posted, in a sentence, such as a role that the asker may not give. */
    Optional<String> refuse(UnitOfWork work, Menu menu, Invocation invocation) {
        var offered = card.offered(work, menu);
        if (offered.isEmpty()) {
            return Optional.of(TEXTS.say(invocation, "post.empty", UserText.show(menu.name())));
        }
        var most = menu.kind().mostRoles();
        if (offered.size() > most) {
            return Optional.of(TEXTS.say(invocation, menu.kind().many(), most));
        }
        var lacksEmoji = offered.stream().anyMatch(each -> each.emoji().isEmpty());
        if (menu.kind() == Menu.Kind.REACTIONS && lacksEmoji) {
            return Optional.of(TEXTS.say(invocation, "post.emoji", UserText.show(menu.name())));
        }
        return offered.stream()
                .flatMap(each -> refuse(work, each.role(), invocation).stream())
                .findFirst();
    }

    /** A name that an administrator typed when the role was added counts. */
    private Optional<String> refuse(UnitOfWork work, RoleId role, Invocation invocation) {
        return switch (grants.check(work, invocation.member(), role, null)) {
            case GrantDecision.Allowed _ -> Optional.empty();
            case GrantDecision.NeedsName needed ->
                    grants.unapproved(work, role).equals(Permissions.NONE)
                            ? Optional.empty()
                            : Optional.of(words.needsName(invocation, needed));
            case GrantDecision.Refused refused -> Optional.of(words.refusal(invocation, refused));
        };
    }

    void post(UnitOfWork work, Menu menu, ChannelId channel) {
        var post = PostStore.add(work, menu, channel);
        var said = new Effect.Say(channel, drawn(work, menu), source(work));
        effects.order(work, wanted(said, post).urgently());
    }

    /** Its messages show it as it is now. */
    void redraw(UnitOfWork work, Menu menu) {
        for (var post : PostStore.ofMenu(work, menu.id())) {
            var message = post.message();
            if (message != null && !post.busy() && post.revision() < menu.revision()) {
                edit(work, menu, post, message);
            }
        }
    }

    /** Its messages go. */
    void take(UnitOfWork work, Menu menu) {
        for (var post : PostStore.ofMenu(work, menu.id())) {
            var message = post.message();
            if (message != null) {
                effects.order(
                        work, EffectRequest.effect(new Effect.Delete(post.channel(), message)));
                PostStore.forget(work, post.id());
            }
        }
    }

    /** After a restore: its messages show it, or come anew where they are gone. */
    void restore(UnitOfWork work, Menu menu) {
        for (var post : PostStore.ofMenu(work, menu.id())) {
            var message = post.message();
            if (message == null) {
                PostStore.forget(work, post.id());
                post(work, menu, post.channel());
            } else {
                edit(work, menu, post, message, post.id() + ANEW);
            }
        }
    }

    private void edit(UnitOfWork work, Menu menu, Post post, MessageId message) {
        edit(work, menu, post, message, Long.toString(post.id()));
    }

    private void edit(UnitOfWork work, Menu menu, Post post, MessageId message, String note) {
        PostStore.drawn(work, post.id(), menu.revision());
        var edit = new Effect.Edit(post.channel(), message, drawn(work, menu), source(work));
        effects.order(work, EffectRequest.effect(edit).heardBy(SelfroleFeature.NAME, note));
    }

    private Content drawn(UnitOfWork work, Menu menu) {
        return card.posted(work, menu, Locale.ENGLISH);
    }

    private static EffectRequest wanted(Effect effect, long post) {
        return EffectRequest.effect(effect).heardBy(SelfroleFeature.NAME, Long.toString(post));
    }

    private static Effect.Source source(UnitOfWork work) {
        return new Effect.Source(PRESS, work.user());
    }

    @Override
    public void hear(EffectResult settled, UnitOfWork work) {
        PostStore.find(work, Long.parseLong(settled.note().replace(ANEW, "")))
                .ifPresentOrElse(
                        post -> heard(settled, post, work), () -> forgotten(settled, work));
    }

    private void heard(EffectResult settled, Post post, UnitOfWork work) {
        var known = post.message();
        switch (settled.outcome()) {
            case EffectOutcome.Applied(var sent) -> {
                var message = known == null ? sent : known;
                settle(post, message, work);
                if (message != null) {
                    react(post, message, work);
                }
            }
            case EffectOutcome.Refused(var cause, _) -> {
                if (known == null && cause != Cause.FORBIDDEN) {
                    alerts.guild(work, lost(post, work));
                }
                if (known == null || cause == Cause.GONE) {
                    PostStore.forget(work, post.id());
                    if (settled.note().endsWith(ANEW)) {
                        MenuStore.find(work, post.menu())
                                .ifPresent(menu -> post(work, menu, post.channel()));
                    }
                } else {
                    settle(post, known, work);
                }
            }
            case EffectOutcome.Expired() -> settle(post, known, work);
        }
    }

    /** Nothing is under way; what was saved meanwhile is drawn now. */
    private void settle(Post post, @Nullable MessageId message, UnitOfWork work) {
        if (message == null) {
            PostStore.forget(work, post.id());
        } else {
            PostStore.settled(work, post.id(), message);
            catchUp(post, message, work);
        }
    }

    /**
     * So that members have something to click; it does no harm to what is there. A menu that is
     * older than the bound may have more roles than Discord takes reactions.
     */
    private void react(Post post, MessageId message, UnitOfWork work) {
        MenuStore.find(work, post.menu())
                .filter(menu -> menu.kind() == Menu.Kind.REACTIONS)
                .map(menu -> card.offered(work, menu))
                .orElse(List.of())
                .stream()
                .filter(role -> !role.emoji().isEmpty())
                .limit(Menu.Kind.REACTIONS.mostRoles())
                .map(role ->
                        new Effect.React(post.channel(), message, MenuEmoji.reaction(role.emoji())))
                .forEach(react -> effects.order(work, EffectRequest.effect(react)));
    }

    /** Of what is forbidden the kit tells them. */
    private Alert lost(Post post, UnitOfWork work) {
        var name = MenuStore.find(work, post.menu()).map(Menu::name).orElse("");
        return new Alert(
                "selfrole.lost",
                Long.toString(post.menu()),
                TEXTS.english("post.lost", UserText.show(name), post.channel()));
    }

    /** It changed, or was deleted, while its message was under way. */
    private void catchUp(Post post, MessageId message, UnitOfWork work) {
        MenuStore.find(work, post.menu())
                .ifPresentOrElse(
                        menu -> {
                            if (post.revision() < menu.revision()) {
                                edit(work, menu, post, message);
                            }
                        },
                        () -> {
                            PostStore.forget(work, post.id());
                            effects.order(
                                    work,
                                    EffectRequest.effect(
                                            new Effect.Delete(post.channel(), message)));
                        });
    }

    /** Its channel or its menu went while the message was under way. */
    private void forgotten(EffectResult settled, UnitOfWork work) {
        if (settled.effect() instanceof Effect.Say(var channel, _, _)
                && settled.outcome() instanceof EffectOutcome.Applied(var message)
                && message != null) {
            effects.order(work, EffectRequest.effect(new Effect.Delete(channel, message)));
        }
    }
}
