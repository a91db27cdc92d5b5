package dev.holdfast.kit.rest;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads REST parameters with the same types and rules as the fields of a body. */
@Provider
public final class Parameters implements ParamConverterProvider {

    private static final Map<Class<?>, Function<String, ?>> READERS =
            Map.of(
                    ChannelId.class, ChannelId::of,
                    MessageId.class, MessageId::of,
                    GuildId.class, GuildId::of,
                    UserId.class, UserId::of,
                    OperationKey.class, OperationKey::of,
                    Instant.class, StorableInstant::parse);

    private record Reading<T>(Class<T> type, Function<String, ?> reader)
            implements ParamConverter<T> {

        @Override
        public T fromString(String text) {
            return type.cast(reader.apply(text));
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> type, Type generic, Annotation[] annotations) {
        var reader = READERS.get(type);
        return reader == null ? null : new Reading<>(type, reader);
    }
}
