package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.form.Patch;
import dev.holdfast.sandbox.wire.ApplicationShapes;
import dev.holdfast.sandbox.world.Application;
import dev.holdfast.sandbox.world.RoleConnection;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** The bot's application, its records for linked roles, and what they say of a person. */
@Singleton
class ApplicationEndpoints implements EndpointGroup {
    private static final Set<Integer> KINDS = Set.of(1, 2, 3, 4, 5, 6, 7, 8);
    private static final String METADATA = "/applications/{application}/role-connections/metadata";
    private static final String CONNECTION =
            "/users/@me/applications/{application}/role-connection";

    private final World world;
    private final ApplicationShapes shapes;
    private final Pictures pictures;

    ApplicationEndpoints(World world, ApplicationShapes shapes, Pictures pictures) {
        this.world = world;
        this.shapes = shapes;
        this.pictures = pictures;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("GET", "/oauth2/applications/@me", this::own);
        routes.bot("GET", "/applications/@me", this::own);
        routes.bot("PATCH", "/applications/@me", this::change);
        routes.bot("GET", "/applications/{application}", this::named);
        routes.bot("PATCH", "/applications/{application}", this::changeNamed);
        routes.bot("GET", METADATA, this::metadata);
        routes.bot("PUT", METADATA, this::setMetadata);
        var scope = "role_connections.write";
        routes.bearer("GET", CONNECTION, scope, this::connection);
        routes.bearer("PUT", CONNECTION, scope, this::connect);
        routes.bearer("DELETE", CONNECTION, scope, this::disconnect);
    }

    private Application application(Call call) {
        return world.applications.find(call.application()).orElseThrow();
    }

    /** The one in the path, which must be the caller's. */
    private Application inPath(Call call) {
        if (call.id("application").equals(call.application())) return application(call);
        throw DiscordError.of(404, 10002, "Unknown Application");
    }

    private EndpointAnswer own(Call call) {
        return EndpointAnswer.ok(world.change(() -> shapes.application(application(call))));
    }

    private EndpointAnswer named(Call call) {
        return EndpointAnswer.ok(world.change(() -> shapes.application(inPath(call))));
    }

    private EndpointAnswer changeNamed(Call call) {
        world.change(() -> inPath(call));
        return change(call);
    }

    private EndpointAnswer change(Call call) {
        var form = call.form();
        pictures.keep(form, "icon", "cover_image");
        var patch =
                new Patch(form)
                        .text("description", 0, 400)
                        .text("icon", 0, 64)
                        .text("cover_image", 0, 64)
                        .text("custom_install_url", 0, 2_048)
                        .text("interactions_endpoint_url", 0, 2_048)
                        .text("role_connections_verification_url", 0, 2_048)
                        .read();
        words(form, patch, "tags", 5, 20);
        words(form, patch, "redirect_uris", 10, 2_048);
        for (var object : List.of("install_params", "integration_types_config")) {
            if (form.get(object).object()) patch.set(object, form.get(object).raw());
        }
        form.refuseErrors();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var application = application(call);
                    var settings = Patch.onto(application.settings(), patch);
                    return shapes.application(world.applications.put(application.with(settings)));
                }));
    }

    private static void words(Field form, ObjectNode patch, String name, int most, int longest) {
        if (form.get(name).missing()) return;
        for (var each : form.get(name).list(0, most)) each.requiredText(1, longest);
        patch.set(name, form.get(name).raw());
    }

    private EndpointAnswer metadata(Call call) {
        return EndpointAnswer.ok(world.change(() -> records(inPath(call))));
    }

    private static ArrayNode records(Application application) {
        return application.metadata() == null ? Json.array() : application.metadata();
    }

    private EndpointAnswer setMetadata(Call call) {
        var form = Field.of(call.json());
        var records = Json.array();
        for (var each : form.list(0, 5)) {
            if (!each.object()) continue;
            var record = records.addObject();
            each.get("type").require();
            record.put("type", each.get("type").choice(KINDS, 1));
            record.put("key", each.get("key").requiredText(1, 50));
            if (!record.path("key").asText().matches("[a-z0-9_]*")) {
                var message = "String value did not match validation regex.";
                each.get("key").bad("STRING_TYPE_REGEX", message);
            }
            record.put("name", each.get("name").requiredText(1, 100));
            record.put("description", each.get("description").requiredText(1, 200));
            for (var texts : List.of("name_localizations", "description_localizations")) {
                if (each.get(texts).object()) record.set(texts, each.get(texts).raw());
            }
        }
        form.refuseErrors();
        return EndpointAnswer.ok(
                world.change(() -> records(world.applications.put(inPath(call).knowing(records)))));
    }

    private EndpointAnswer connection(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var key = RoleConnection.key(inPath(call).id(), call.user());
                    return world.roleConnections
                            .find(key)
                            .map(RoleConnection::body)
                            .orElseGet(ApplicationEndpoints::unconnected);
                }));
    }

    private static ObjectNode unconnected() {
        var none = Json.object().putNull("platform_username");
        none.putObject("metadata");
        return none;
    }

    /** A value for each record that is named; all of them are texts. */
    private EndpointAnswer connect(Call call) {
        var form = call.form();
        var name = form.get("platform_name").text(0, 50);
        var username = form.get("platform_username").text(0, 100);
        form.get("metadata").object();
        form.refuseErrors();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var application = inPath(call);
                    var body = Json.object();
                    name.ifPresent(text -> body.put("platform_name", text));
                    body.put("platform_username", username.orElse(null));
                    var values = body.putObject("metadata");
                    for (var value : form.get("metadata").raw().properties()) {
                        var field = form.get("metadata").get(value.getKey());
                        if (!known(application, value.getKey())) {
                            field.bad("APPLICATION_ROLE_CONNECTION_METADATA", "Unknown key");
                        }
                        values.put(value.getKey(), field.text(0, 100).orElse(null));
                    }
                    form.refuseErrors();
                    world.roleConnections.put(
                            new RoleConnection(application.id(), call.user(), body));
                    return body;
                }));
    }

    private static boolean known(Application application, String key) {
        for (var record : records(application)) {
            if (record.path("key").asText().equals(key)) return true;
        }
        return false;
    }

    private EndpointAnswer disconnect(Call call) {
        world.change(() ->
                world.roleConnections
                        .find(RoleConnection.key(inPath(call).id(), call.user()))
                        .ifPresent(world.roleConnections::remove));
        return EndpointAnswer.nothing();
    }
}
