package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.OperationKey;

/** One request of a batch, with its payload. */
public record BatchedRequest<T>(Request request, T what) {

    OperationKey operation() {
        return request.operation();
    }
}
