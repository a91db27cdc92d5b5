package dev.holdfast.kit.database;

import org.jdbi.v3.core.array.SqlArrayType;

/** Has the driver send an array of numbers in PostgreSQL's binary format and not as text. */
final class BigintArray implements SqlArrayType<Long> {

    @Override
    public String getTypeName() {
        return "bigint";
    }

    @Override
    public Object convertArrayElement(Long element) {
        return element;
    }

    /** By this class the driver chooses the format. */
    @Override
    public Class<?> getArrayElementClass() {
        return Long.class;
    }
}
