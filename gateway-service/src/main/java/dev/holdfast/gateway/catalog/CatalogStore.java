package dev.holdfast.gateway.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Manifest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The catalog as it was last, in the gateway's schema. */
@Singleton
final class CatalogStore {

    private static final String MANIFESTS =
            "select manifest from catalog_manifest order by service";
    private static final String OWNERS = "select path, service from catalog_command";
    private static final String KEEP_MANIFEST =
            """
            insert into catalog_manifest (service, build, manifest, changed_at)
            values (:service, :build, :manifest::jsonb, :now)
            on conflict (service) do update
            set build = excluded.build, manifest = excluded.manifest,
                changed_at = excluded.changed_at
            """;
    private static final String DROP_COMMANDS = "delete from catalog_command";
    private static final String KEEP_COMMAND =
            "insert into catalog_command (path, service) values (:path, :service)";
    private static final String PUBLISHED =
            "select hash from catalog_publication where application = :application";
    private static final String KEEP_PUBLISHED =
            """
            insert into catalog_publication (application, hash, published_at)
            values (:application, :hash, :now)
            on conflict (application) do update
            set hash = excluded.hash, published_at = excluded.published_at
            """;

    private static final String OPERATOR_GUILDS =
            "select guild from catalog_operator_guild where application = :application";
    private static final String KEEP_OPERATOR_GUILD =
            """
            insert into catalog_operator_guild (application, guild, hash, published_at)
            values (:application, :guild, :hash, :now)
            on conflict (application, guild) do update
            set hash = excluded.hash, published_at = excluded.published_at
            """;
    private static final String DROP_OPERATOR_GUILD =
            "delete from catalog_operator_guild where application = :application and guild = :guild";

    private final ObjectMapper json;

    CatalogStore(ObjectMapper json) {
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    List<Manifest> manifests(UnitOfWork work) {
        return work.handle().createQuery(MANIFESTS).mapTo(String.class).map(this::read).list();
    }

    Map<CommandPath, String> owners(UnitOfWork work) {
        return work
                .handle()
                .createQuery(OWNERS)
                .map((row, _) ->
                        Map.entry(CommandPath.of(row.getString("path")), row.getString("service")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void keep(Manifest manifest, UnitOfWork work) {
        work.write(
                1,
                work.handle()
                        .createUpdate(KEEP_MANIFEST)
                        .bind("service", manifest.service())
                        .bind("build", manifest.build())
                        .bind("manifest", write(manifest))
                        .bind("now", work.now()));
    }

    void keepOwners(Map<CommandPath, String> owners, UnitOfWork work) {
        work.wrote(work.handle().createUpdate(DROP_COMMANDS).execute());
        owners.forEach((path, service) ->
                work.write(
                        1,
                        work.handle()
                                .createUpdate(KEEP_COMMAND)
                                .bind("path", path.value())
                                .bind("service", service)));
    }

    Optional<String> published(String application, UnitOfWork work) {
        return work.handle()
                .createQuery(PUBLISHED)
                .bind("application", application)
                .mapTo(String.class)
                .findOne();
    }

    void keepPublished(String application, String hash, UnitOfWork work) {
        work.write(
                1,
                work.handle()
                        .createUpdate(KEEP_PUBLISHED)
                        .bind("application", application)
                        .bind("hash", hash)
                        .bind("now", work.now()));
    }

    List<GuildId> operatorGuilds(String application, UnitOfWork work) {
        return work.handle()
                .createQuery(OPERATOR_GUILDS)
                .bind("application", application)
                .mapTo(String.class)
                .map(GuildId::of)
                .list();
    }

    void keepOperatorGuild(String application, GuildId guild, String hash, UnitOfWork work) {
        work.write(
                1,
                work.handle()
                        .createUpdate(KEEP_OPERATOR_GUILD)
                        .bind("application", application)
                        .bind("guild", guild.toString())
                        .bind("hash", hash)
                        .bind("now", work.now()));
    }

    void dropOperatorGuild(String application, GuildId guild, UnitOfWork work) {
        work.wrote(
                work.handle()
                        .createUpdate(DROP_OPERATOR_GUILD)
                        .bind("application", application)
                        .bind("guild", guild.toString())
                        .execute());
    }

    private Manifest read(String text) {
        try {
            return json.readValue(text, Manifest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String write(Manifest manifest) {
        try {
            return json.writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
