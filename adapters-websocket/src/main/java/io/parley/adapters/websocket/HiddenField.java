package io.parley.adapters.websocket;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A field of a library that has no method for it. Where it is not there, or may not be touched, reading it is null and writing it does nothing; a
 * warning says so once. Thread-safe as far as the field is.
 */
final class HiddenField {
    private static final Logger LOG = LoggerFactory.getLogger(HiddenField.class);

    private final @Nullable Field field;

    private HiddenField(@Nullable Field field) {
        this.field = field;
    }

    static HiddenField of(Class<?> owner, String name) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return new HiddenField(field);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("{} of {} is out of reach: idle connections take more memory", name, owner.getName(), e);
            return new HiddenField(null);
        }
    }

    @Nullable
    Object get(Object owner) {
        try {
            return field == null ? null : field.get(owner);
        } catch (IllegalAccessException | IllegalArgumentException e) {
            return null;
        }
    }

    /** An owner that is null, or of another type, has no such field. */
    void set(@Nullable Object owner, @Nullable Object value) {
        if (field == null || owner == null) {
            return;
        }
        try {
            field.set(owner, value);
        } catch (IllegalAccessException | IllegalArgumentException e) {
            LOG.debug("{} stays as it is", field, e);
        }
    }
}
