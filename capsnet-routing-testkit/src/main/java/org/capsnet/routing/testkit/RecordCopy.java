// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.capsnet.core.routing.Routing;

/** Reads and copies routings, which are records. */
final class RecordCopy {

    private RecordCopy() {}

    /** The component of a name, if the record has one. */
    static Optional<RecordComponent> component(Routing routing, String name) {
        RecordComponent[] components = routing.getClass().getRecordComponents();
        return components == null
                ? Optional.empty()
                : Arrays.stream(components)
                        .filter(component -> component.getName().equals(name))
                        .findFirst();
    }

    static Object value(Routing routing, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(routing);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Can't read " + component + " of " + routing, e);
        }
    }

    /** An equal record made anew. */
    static Routing of(Routing routing) {
        return with(routing, "", null);
    }

    /** A copy with one component replaced, if there is one of that name. */
    static Routing with(Routing routing, String name, Object value) {
        RecordComponent[] components = routing.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> component.getName().equals(name) ? value : value(routing, component))
                .toArray();
        try {
            Constructor<? extends Routing> constructor = routing.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new AssertionError(
                    "Can't copy " + routing + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Can't copy " + routing, e);
        }
    }
}
