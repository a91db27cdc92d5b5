package dev.holdfast.gateway.discord;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Discord's rate limits are counted by: the kind of call, and the resource at its top.
 *
 * @see <a href="https://discord.com/developers/docs/topics/rate-limits">Discord: rate limits</a>
 * @param template the method and the path with ids left out
 * @param major the channel, guild or webhook; empty where there is none
 */
record Route(String method, String template, String major) {

    private static final Set<String> TOP = Set.of("channels", "guilds", "webhooks", "interactions");
    private static final Set<String> WITH_TOKEN = Set.of("webhooks", "interactions");
    private static final String EMOJIS = "reactions";
    private static final Pattern ID = Pattern.compile("[0-9]{15,20}");

    static Route of(RestCall call) {
        var path = call.path();
        var query = path.indexOf('?');
        var parts = (query < 0 ? path : path.substring(0, query)).substring(1).split("/", -1);
        var majorParts = TOP.contains(parts[0]) ? (WITH_TOKEN.contains(parts[0]) ? 3 : 2) : 0;
        var template = new StringBuilder();
        var major = new StringBuilder();
        for (var i = 0; i < parts.length; i++) {
            if (i < majorParts) {
                major.append('/').append(parts[i]);
            }
            var isId =
                    (i > 0 && (i < majorParts || EMOJIS.equals(parts[i - 1])))
                            || ID.matcher(parts[i]).matches();
            template.append('/').append(isId ? "*" : parts[i]);
        }
        return new Route(call.method(), template.toString(), major.toString());
    }

    /** The same for every channel, guild or webhook. */
    String kind() {
        return method + " " + template;
    }

    /** Interaction endpoints stand outside the limit over all calls. */
    boolean isGloballyLimited() {
        return !template.startsWith("/interactions/") && !template.startsWith("/webhooks/");
    }
}
