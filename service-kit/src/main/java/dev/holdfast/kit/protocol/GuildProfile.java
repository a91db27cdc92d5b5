package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A guild as Discord tells of it.
 *
 * @param features in Discord's words, such as {@code COMMUNITY}
 * @param icon where its picture is, for an embed to show; {@code null}: it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GuildProfile(
        GuildId guild, String name, UserId owner, List<String> features, @Nullable URI icon) {

    public GuildProfile {
        Required.field("guild", guild);
        Required.field("name", name);
        Required.field("owner", owner);
        Required.field("features", features);
        features = List.copyOf(features);
    }
}
