package dev.holdfast.kit.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.protocol.Invocation;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Invocations as the database knows them: by their key, and a hash of what was asked for. */
record InvocationRequests(ObjectMapper json) {

    /** What makes an invocation this one and no other; never roles, names or locale. */
    private record Identity(
            String guild,
            String user,
            String path,
            SortedMap<String, Object> options,
            Invocation.@Nullable Component component) {}

    Request of(Invocation invocation) {
        var options = new TreeMap<String, Object>();
        invocation.options().forEach((name, value) -> options.put(name, value.identity()));
        var identity =
                new Identity(
                        invocation.guild().toString(),
                        invocation.user().toString(),
                        invocation.path().value(),
                        options,
                        invocation.pressed().map(Invocation.Component::identity).orElse(null));
        try {
            return new Request(
                    invocation.operation(),
                    invocation.guild(),
                    invocation.user(),
                    invocation.path().value(),
                    RequestHash.of(json.writeValueAsString(identity)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
