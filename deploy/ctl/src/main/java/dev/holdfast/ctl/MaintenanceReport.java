package dev.holdfast.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Where the bot rests, or a part of it. */
record MaintenanceReport(boolean fine, List<JsonNode> maintenance) implements CommandReport {

    private static final String GATEWAY = "gateway";
    private static final String DOOR = "/maintenance";
    private static final String EVERYWHERE = "0";
    private static final String FEATURE = "feature:";

    /** Scopes as the gateway calls them. */
    static final String ALL = "all";

    static final String JOINS = "joins";

    MaintenanceReport {
        maintenance = List.copyOf(maintenance);
    }

    /** What it is now. */
    static MaintenanceReport read(OperatorClient doors) {
        var all = StreamSupport.stream(doors.get(GATEWAY, DOOR).spliterator(), false).toList();
        return new MaintenanceReport(true, all);
    }

    /**
     * Has the bot or a part of it rest.
     *
     * @param guild empty: everywhere
     * @param scope {@link #ALL}, {@link #JOINS} or a {@link #feature}
     * @param by who wants it, for the record
     */
    static MaintenanceReport begin(
            OperatorClient doors, Optional<Id> guild, String scope, String reason, String by) {
        Map<String, String> order = new HashMap<>(Map.of("reason", reason, "by", by));
        if (!scope.equals(ALL)) {
            order.put("scope", scope);
        }
        guild.ifPresent(id -> order.put("guild", id.digits()));
        doors.put(GATEWAY, DOOR, order);
        return read(doors);
    }

    /**
     * Has it work again. A gateway of the build before, which knows no parts, is asked for none.
     */
    static MaintenanceReport end(OperatorClient doors, Optional<Id> guild, String scope) {
        if (!scope.equals(ALL)) {
            var now = read(doors);
            if (now.maintenance().stream().noneMatch(it -> isOf(it, guild, scope))) {
                return now;
            }
        }
        var where = guild.map(id -> "&guild=" + id.digits()).orElse("");
        doors.delete(GATEWAY, "%s?scope=%s%s".formatted(DOOR, encoded(scope), where));
        return read(doors);
    }

    private static boolean isOf(JsonNode one, Optional<Id> guild, String scope) {
        var where = guild.map(Id::digits).orElse(EVERYWHERE);
        return scope(one).equals(scope) && one.path("guild").asText().equals(where);
    }

    private static String encoded(String scope) {
        return URLEncoder.encode(scope, StandardCharsets.UTF_8);
    }

    static String feature(String name) {
        return FEATURE + name.strip().toLowerCase(Locale.ROOT);
    }

    /** What there is to say about it in one sentence; more than one thing may rest. */
    static String verdict(List<JsonNode> maintenance) {
        var whole = maintenance.stream().filter(it -> scope(it).equals(ALL)).toList();
        if (whole.stream().anyMatch(MaintenanceReport::isEverywhere)) {
            return "The bot rests everywhere: 'holdfastctl maintenance off' ends that.";
        }
        return whole.isEmpty()
                ? "A part of the bot rests, see below."
                : "The bot rests in some servers, see below.";
    }

    private static boolean isEverywhere(JsonNode one) {
        return one.path("guild").asText().equals(EVERYWHERE);
    }

    /** A gateway of the build before knows no parts. */
    private static String scope(JsonNode one) {
        return one.path("scope").asText(ALL);
    }

    private static String what(JsonNode one) {
        var scope = scope(one);
        var where = isEverywhere(one) ? "everywhere" : "guild " + one.path("guild").asText();
        if (scope.equals(JOINS)) {
            return "joining servers";
        }
        return scope.equals(ALL)
                ? where
                : scope.replace(FEATURE, "") + (isEverywhere(one) ? " " : " in ") + where;
    }

    @Override
    public void show(Terminal console) {
        console.table(rows(maintenance));
    }

    static List<List<StyledText>> rows(List<JsonNode> maintenance) {
        if (maintenance.isEmpty()) {
            return List.of(
                    List.of(new StyledText(TextColor.GOOD, "none: the bot works everywhere")));
        }
        var rows = new ArrayList<List<StyledText>>();
        for (var one : maintenance) {
            rows.add(
                    List.of(
                            new StyledText(TextColor.WARN, what(one)),
                            StyledText.plain(one.path("reason").asText()),
                            StyledText.dim(
                                    "by %s, since %s"
                                            .formatted(
                                                    one.path("by").asText(),
                                                    Times.since(
                                                            one.path("since").asText(),
                                                            Clock.systemUTC())))));
        }
        return rows;
    }
}
