package dev.holdfast.gateway.testing;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Access;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A command of the gateway's own that nobody picks: shared controls lead to it. */
@Singleton
public final class SharedControlsCommand implements Command {

    private final List<Invocation> ran = new CopyOnWriteArrayList<>();

    /** What was run, each operation once. */
    public List<Invocation> ran() {
        return List.copyOf(ran);
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.behindControls("fair visit", "Visits the fair", Access.WRITE)
                .opensModal();
    }

    /** What is posted for all members. */
    public static Content stand(String text, UserId guest) {
        return Content.text(text)
                .row(
                        Button.of("Join", "join").forEveryone(),
                        Button.of("Approve", "approve").needing(Permission.MANAGE_GUILD),
                        Button.of("Sign", "sign").needing(Permission.MANAGE_GUILD),
                        Button.of("Duel", "duel").forMembers(guest),
                        Button.of("Round", "2").forEveryone());
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        ran.add(invocation);
        var used = invocation.pressed().orElseThrow();
        return switch (used.state()) {
            case "sign" ->
                    invocation.sent().isPresent()
                            ? Reply.whisper("Signed: " + used.fields().get("name"))
                            : new Reply.Modal(
                                    "Sign", "sign", List.of(TextInput.line("name", "Name")));
            case "2" ->
                    new Reply.Update(
                            Content.text("Round 2").row(Button.of("Round", "3").forEveryone()));
            case "3" -> new Reply.Update(Content.text("Over"));
            case String state ->
                    Reply.whisper("%s: %s".formatted(state, invocation.member().name()));
        };
    }
}
