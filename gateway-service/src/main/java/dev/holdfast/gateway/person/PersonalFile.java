package dev.holdfast.gateway.person;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.membership.KnownGuilds;
import dev.holdfast.kit.command.Drawing;
import dev.holdfast.kit.database.PersonalRows;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * One file of everything that every service keeps of a person: in one guild and without any, or
 * everywhere. It is gathered while it is sent and stored nowhere. Safe for any thread.
 */
@Singleton
record PersonalFile(PersonalDataServices services, KnownGuilds guilds, ObjectMapper json)
        implements Drawing {

    private static final String NAME = "personal-data";
    private static final String USER = "user";
    private static final String GUILD = "guild";

    private static final Texts TEXTS = Texts.of(PersonFeature.NAME);

    /**
     * What was gathered.
     *
     * @param kept by service, guild, feature and table
     * @param missing services that did not answer
     */
    record Gathered(ObjectNode kept, List<String> missing) {}

    /** The file as part of a reply; in direct messages it is about everywhere. */
    static Attachment of(UserId user, GuildId guild) {
        return new Attachment(
                "mydata.json", NAME, Map.of(USER, user.toString(), GUILD, guild.toString()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] draw(Map<String, String> parameters) {
        var user = UserId.of(parameters.getOrDefault(USER, ""));
        var guild = GuildId.of(parameters.getOrDefault(GUILD, ""));
        try {
            return write(user, gather(user, guild, Progress.ALONE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopping", e);
        }
    }

    Gathered gather(UserId user, GuildId guild, Progress progress) throws InterruptedException {
        var kept = json.createObjectNode();
        var missing = new ArrayList<String>();
        var all = services.all();
        for (var service : all) {
            if (!gather(service, user, guild, kept.putObject(service))) {
                missing.add(service);
            }
            progress.reached(kept.size(), all.size());
        }
        return new Gathered(kept, missing);
    }

    private boolean gather(String service, UserId user, GuildId guild, ObjectNode into)
            throws InterruptedException {
        if (!guild.equals(GuildId.DIRECT)) {
            return gather(service, user, List.of(guild, GuildId.DIRECT), into);
        }
        var page = ForgetOrders.everywhere(-1, guilds);
        while (!page.isEmpty()) {
            if (!gather(service, user, page, into)) {
                return false;
            }
            page = ForgetOrders.everywhere(page.getLast().value(), guilds);
        }
        return true;
    }

    private boolean gather(String service, UserId user, List<GuildId> where, ObjectNode into)
            throws InterruptedException {
        var answer = services.export(service, user, where);
        answer.ifPresent(into::setAll);
        return answer.isPresent();
    }

    private byte[] write(UserId user, Gathered gathered) {
        var file = json.createObjectNode();
        file.put("about", TEXTS.english("file.about"));
        file.put("you", user.toString());
        file.set("missing", json.valueToTree(gathered.missing()));
        file.set("kept", gathered.kept());
        if (isCut(gathered.kept())) {
            file.put("shortened", TEXTS.english("file.cut"));
        }
        var bytes = bytes(file);
        while (bytes.length > Attachment.LARGEST) {
            file.put("shortened", TEXTS.english("file.shortened"));
            halve(gathered.kept());
            bytes = bytes(file);
        }
        return bytes;
    }

    /** Whether a list is as long as a service makes it at most, so that there may be more rows. */
    private static boolean isCut(JsonNode node) {
        return node instanceof ArrayNode rows
                ? rows.size() >= PersonalRows.MOST
                : StreamSupport.stream(node.spliterator(), false).anyMatch(PersonalFile::isCut);
    }

    private byte[] bytes(JsonNode file) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unwritable", e);
        }
    }

    /** Rows are the newest first, so the older half of each list goes. */
    private static void halve(JsonNode node) {
        if (node instanceof ArrayNode rows) {
            for (var left = rows.size() / 2; left > 0; left--) {
                rows.remove(rows.size() - 1);
            }
            return;
        }
        node.forEach(PersonalFile::halve);
    }
}
