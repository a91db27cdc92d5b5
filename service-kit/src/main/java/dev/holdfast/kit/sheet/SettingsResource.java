package dev.holdfast.kit.sheet;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.problem.Rejected;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.SettingChange;
import dev.holdfast.kit.protocol.SettingValue;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.rest.Refuses;
import dev.holdfast.kit.settings.Setting;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** REST that reads and changes a guild's settings outside Discord. */
@Path("/bot/settings/{guild}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class SettingsResource {

    private static final UserId NOBODY = new UserId(0);

    private final Sheets sheets;
    private final Commands commands;
    private final UnitsOfWork units;

    @Inject
    SettingsResource(Sheets sheets, Commands commands, UnitsOfWork units) {
        this.sheets = sheets;
        this.commands = commands;
        this.units = units;
    }

    /** Every setting of this service; what each one means is in its manifest. */
    @GET
    public List<SettingValue> values(@PathParam("guild") String guild) {
        return values(guild(guild));
    }

    private List<SettingValue> values(GuildId guild) {
        return units.read(
                guild,
                NOBODY,
                work ->
                        sheets.lines(Locale.ENGLISH, work).values().stream()
                                .map(line -> new SettingValue(line.key(), line.written()))
                                .toList());
    }

    /** Changes one setting once, as the settings command would, and tells what all are now. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Refuses({
        Problem.Kind.FORBIDDEN,
        Problem.Kind.NOT_FOUND,
        Problem.Kind.STILL_RUNNING,
        Problem.Kind.KEY_REUSED,
        Problem.Kind.KEY_EXPIRED,
        Problem.Kind.SETTING_REFUSED,
        Problem.Kind.BUSY
    })
    public List<SettingValue> change(@PathParam("guild") String guild, SettingChange change) {
        var of = guild(guild);
        var setting =
                sheets.settings().stream()
                        .filter(it -> it.key().equals(change.key()))
                        .findFirst()
                        .orElseThrow(() ->
                                new Rejected(
                                        Problem.Kind.NOT_FOUND.detail(
                                                "This build has no such setting. Ask one whose manifest lists it.")));
        if (!change.member().permissions().allows(Permissions.of(Permission.MANAGE_GUILD))) {
            throw new Rejected(
                    Problem.Kind.FORBIDDEN.detail("Settings are for those who manage the server."));
        }
        checkClear(setting, change);
        return switch (commands.invoke(invocation(of, change))) {
            case RequestOutcome.Done(Reply.Refusal(var sentence, _), _) ->
                    throw new Rejected(Problem.Kind.SETTING_REFUSED.detail(sentence));
            case RequestOutcome.Done _ -> values(of);
            case RequestOutcome.KeyReused() ->
                    throw new Rejected(
                            Problem.Kind.KEY_REUSED.detail(
                                    "This operation key belongs to another change. Use a new key."));
            case RequestOutcome.KeyExpired() ->
                    throw new Rejected(
                            Problem.Kind.KEY_EXPIRED.detail(
                                    "The operation key's own time must lie within the last 7 days."));
            case RequestOutcome.StillRunning _ ->
                    throw new Rejected(
                            Problem.Kind.STILL_RUNNING.detail(
                                    "The same change is still running. Send it again in a moment."));
            case RequestOutcome.Busy() ->
                    throw new Rejected(
                            Problem.Kind.BUSY.detail(
                                    "Another request of the same person is still running. Send it again in a moment."));
        };
    }

    /** Nobody is there to pick from what is found: what could mean several things is refused. */
    private static void checkClear(Setting setting, SettingChange change) {
        var kind = setting.kind();
        if (kind.search(change.value()).size() > 1) {
            try {
                kind.read(change.value(), change.key(), Locale.forLanguageTag(change.locale()));
            } catch (IllegalArgumentException e) {
                throw new Rejected(
                        Problem.Kind.SETTING_REFUSED.detail(String.valueOf(e.getMessage())));
            }
        }
    }

    /** As if the person had sent the setting's window. */
    private Invocation invocation(GuildId guild, SettingChange change) {
        var sent = Map.of(ValueInput.VALUE, change.value());
        return new Invocation(
                change.operation(),
                guild,
                new ChannelId(0),
                change.member(),
                sheets.path(),
                Map.of(),
                new Invocation.Component(
                        change.member().user(), change.key(), List.of(), sent, List.of()),
                change.locale());
    }

    private static GuildId guild(String written) {
        try {
            return GuildId.of(written);
        } catch (IllegalArgumentException e) {
            throw new Rejected(
                    Problem.Kind.MALFORMED_REQUEST.detail(String.valueOf(e.getMessage())));
        }
    }
}
