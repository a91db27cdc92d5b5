package dev.holdfast.kit.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.settings.SettingsKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The settings rows of one guild, read by the unit of work's first statement. */
final class StoredSettings {

    private static final String CHANGE =
            """
            select 1 from change_setting(:feature, :seen::jsonb, :value::jsonb)
            """;
    private static final String AUDIT =
            """
            insert into audit (guild_id, user_id, operation, action, detail, at)
            values (:guild, :user, :operation, :action, :detail::jsonb, :now)
            """;

    private static final Logger LOG = Logger.getLogger("holdfast.audit");

    /** A settings change in the audit. */
    private record Changed(String feature, Record from, Record to) {}

    private final ObjectMapper json;
    private final GuildId guild;
    private final ObjectNode byFeature;
    private final SettingsFallbacks fallbacks;

    StoredSettings(
            ObjectMapper json, GuildId guild, ObjectNode byFeature, SettingsFallbacks fallbacks) {
        this.json = json;
        this.guild = guild;
        this.byFeature = byFeature;
        this.fallbacks = fallbacks;
    }

    <T extends Record> T read(SettingsKey<T> key) {
        var stored = byFeature.get(key.feature());
        if (stored == null) {
            return key.defaults();
        }
        ObjectNode merged = json.valueToTree(key.defaults());
        merged.properties().stream()
                .filter(property -> stored.has(property.getKey()))
                .forEach(property -> property.setValue(stored.get(property.getKey())));
        return convert(key, merged).orElseGet(() -> readWhatHolds(key, stored));
    }

    private <T extends Record> Optional<T> convert(SettingsKey<T> key, JsonNode value) {
        try {
            return Optional.of(json.convertValue(value, key.type())).filter(key::holds);
        } catch (IllegalArgumentException e) {
            LOG.debugf("settings of %s: %s", key, e);
            return Optional.empty();
        }
    }

    /**
     * A value that was fine for an earlier build and is none any more has its default. What holds
     * only beside another is tried again after it.
     */
    private <T extends Record> T readWhatHolds(SettingsKey<T> key, JsonNode stored) {
        ObjectNode holds = json.valueToTree(key.defaults());
        var read = key.defaults();
        var refused = new LinkedHashMap<String, String>();
        holds.fieldNames()
                .forEachRemaining(name -> {
                    if (stored.has(name)) {
                        refused.put(name, stored.get(name).asText());
                    }
                });
        var before = 0;
        do {
            before = refused.size();
            for (var name : List.copyOf(refused.keySet())) {
                var with = holds.deepCopy().<ObjectNode>set(name, stored.get(name));
                var more = convert(key, with);
                if (more.isPresent()) {
                    read = more.get();
                    holds = with;
                    refused.remove(name);
                }
            }
        } while (refused.size() < before);
        fallbacks.saw(new SettingsFallback(guild, key.feature(), refused));
        return read;
    }

    <T extends Record> void write(UnitOfWork work, SettingsKey<T> key, T changed) {
        var before = read(key);
        // What a newer build stored beside is its own.
        var value = json.createObjectNode();
        if (byFeature.get(key.feature()) instanceof ObjectNode stored) {
            value.setAll(stored);
        }
        value.setAll((ObjectNode) json.valueToTree(changed));
        work.handle()
                .createQuery(CHANGE)
                .bind("feature", key.feature())
                .bind("seen", Objects.toString(byFeature.get(key.feature()), null))
                .bind("value", value.toString())
                .mapTo(Integer.class)
                .one();
        work.wrote(1);
        audit(work, "settings.change", new Changed(key.feature(), before, changed));
        byFeature.set(key.feature(), value);
    }

    void audit(UnitOfWork work, String action, Record detail) {
        var written = json.valueToTree(detail).toString();
        var update =
                work.handle()
                        .createUpdate(AUDIT)
                        .bind("guild", work.guild().value())
                        .bind("user", work.user().value())
                        .bind("operation", work.operation().orElseThrow().value())
                        .bind("action", action)
                        .bind("detail", written)
                        .bind("now", work.now());
        work.write(1, update);
        work.afterCommit(() -> LOG.infof("%s %s", action, written));
    }
}
