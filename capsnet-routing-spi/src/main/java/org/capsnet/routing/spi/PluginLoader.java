// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import java.lang.reflect.InvocationTargetException;
import org.capsnet.core.routing.ClassOrigin;
import org.capsnet.core.routing.FaultText;

/** Makes plug-ins of the lines of service files. */
final class PluginLoader {

    private final ClassLoader loader;

    PluginLoader(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Makes one plug-in.
     *
     * @throws RoutingException if it can't; the message has class, jar, reason and remedy
     */
    RoutingPlugin load(ServiceEntry entry) {
        String named = entry.className() + " in " + entry.origin();
        try {
            Class<?> type = Class.forName(entry.className(), false, loader);
            if (!RoutingPlugin.class.isAssignableFrom(type)) {
                throw new RoutingException(
                        ClassOrigin.of(type) + " isn't a RoutingPlugin. Let it implement the interface,"
                                + " or take its line out of " + ServiceEntry.FILE + ".");
            }
            return (RoutingPlugin) type.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw new RoutingException(
                    entry.className() + " isn't on the class path, though " + ServiceEntry.FILE + " in "
                            + entry.origin() + " names it. Correct the name there, or add the jar that has the class.",
                    e);
        } catch (InvocationTargetException e) {
            throw new RoutingException(named + " " + FaultText.of(e.getCause()), e.getCause());
        } catch (LinkageError e) {
            throw new RoutingException(named + " " + FaultText.of(e), e);
        } catch (ReflectiveOperationException e) {
            throw new RoutingException(
                    named
                            + " can't be constructed. Make it a public class with a public constructor without arguments.",
                    e);
        }
    }
}
