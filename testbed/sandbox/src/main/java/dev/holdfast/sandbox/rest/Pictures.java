package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.form.Field;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Icons, avatars and emojis: kept by their hash, as Discord names them. */
@Singleton
class Pictures {
    private static final Pattern DATA =
            Pattern.compile("data:image/(png|jpeg|gif|webp);base64,([A-Za-z0-9+/=]+)");
    private static final Pattern NAME = Pattern.compile("((?:a_)?[0-9a-f]{32}|\\d{1,20})\\..*");
    private static final int LARGEST = 10 * 1024 * 1024;

    /** A picture as it was sent. */
    record Sent(String type, Buffer content) {
        boolean animated() {
            return type.equals("gif");
        }
    }

    private final Path folder;

    Pictures(SandboxSettings settings) {
        folder = settings.data().resolve("pictures").normalize();
    }

    void open(@Observes Router router) {
        for (var kind : new String[] {"icons", "avatars", "splashes", "banners", "app-icons"}) {
            router.get("/" + kind + "/:owner/:name").handler(this::serve);
        }
        router.get("/emojis/:name").handler(this::serve);
    }

    /** What a data URI holds; anything else is noted as wrong. */
    Optional<Sent> read(Field field) {
        if (field.empty()) return Optional.empty();
        var parts = DATA.matcher(field.raw().asText());
        if (!parts.matches() || parts.group(2).length() > LARGEST) {
            field.bad("IMAGE_INVALID", "Invalid image data");
            return Optional.empty();
        }
        try {
            var bytes = Base64.getDecoder().decode(parts.group(2));
            return Optional.of(new Sent(parts.group(1), Buffer.buffer(bytes)));
        } catch (IllegalArgumentException _) {
            field.bad("IMAGE_INVALID", "Invalid image data");
            return Optional.empty();
        }
    }

    /** Keeps the pictures of these fields and puts their hashes in their places. */
    void keep(Field form, String... fields) {
        for (var name : fields) {
            var sent = read(form.get(name));
            if (sent.isEmpty() || !(form.raw() instanceof ObjectNode object)) continue;
            object.put(name, keep(sent.get()));
        }
    }

    private String keep(Sent sent) {
        var hash = HexFormat.of().formatHex(digest(sent.content().getBytes())).substring(0, 32);
        var name = sent.animated() ? "a_" + hash : hash;
        keep(name, sent);
        return name;
    }

    /** Keeps a picture under this name. */
    void keep(String name, Sent sent) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".type"), "image/" + sent.type());
            Files.write(folder.resolve(name), sent.content().getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("a picture could not be kept", e);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(RoutingContext exchange) {
        var name = NAME.matcher(exchange.pathParam("name"));
        var file = name.matches() ? folder.resolve(name.group(1)) : folder.resolve("none");
        if (!Files.isRegularFile(file)) {
            exchange.response().setStatusCode(404).end();
            return;
        }
        try {
            exchange.response()
                    .putHeader(
                            "Content-Type",
                            Files.readString(folder.resolve(file.getFileName() + ".type")))
                    .putHeader("X-Content-Type-Options", "nosniff");
            var _ = exchange.response().sendFile(file.toString());
        } catch (IOException _) {
            exchange.response().setStatusCode(404).end();
        }
    }
}
