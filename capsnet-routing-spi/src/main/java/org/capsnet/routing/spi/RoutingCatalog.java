// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.capsnet.core.routing.ClassOrigin;
import org.capsnet.core.routing.FaultText;
import org.capsnet.core.routing.Routing;

/**
 * The routing plug-ins that were found.
 *
 * <p>Two plug-ins of one name are an error whatever their order, since a result must not depend on the order of a class
 * path. A plug-in that fails to load is set aside, with the reason, and the others go on.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RoutingCatalog {

    private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final int LONGEST_NAME = 63;
    private static final String ON_CLASS_PATH = "put its jar on the class path";

    private final Map<String, RoutingPlugin> plugins = new TreeMap<>();
    private final Map<String, String> broken = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final String howToAdd;

    private RoutingCatalog(String howToAdd) {
        this.howToAdd = howToAdd;
    }

    /**
     * {@return all plug-ins on the class path}
     *
     * @throws RoutingException if two have the same name
     */
    public static RoutingCatalog load() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return load(loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    /**
     * {@return all plug-ins that a class loader sees}
     *
     * @param classLoader to look with
     * @throws RoutingException if two have the same name
     */
    public static RoutingCatalog load(ClassLoader classLoader) {
        RoutingCatalog catalog = new RoutingCatalog(ON_CLASS_PATH);
        PluginLoader loader = new PluginLoader(classLoader);
        List<RoutingPlugin> found = new ArrayList<>();
        for (ServiceEntry entry : ServiceEntry.findAll(classLoader, catalog.failures::add)) {
            try {
                found.add(loader.load(entry));
            } catch (RoutingException e) {
                catalog.failures.add(e.getMessage());
            }
        }
        return catalog.with(found);
    }

    /**
     * {@return a catalog of the given plug-ins}
     *
     * @param plugins without two of the same name
     * @throws RoutingException if two have the same name
     */
    public static RoutingCatalog of(Collection<? extends RoutingPlugin> plugins) {
        return new RoutingCatalog(ON_CLASS_PATH).with(plugins);
    }

    /**
     * {@return the same plug-ins, with another advice for whoever misses one}
     *
     * @param how a plug-in is added to this program: "put its jar on the class path" unless told otherwise
     */
    public RoutingCatalog advising(String how) {
        RoutingCatalog catalog = new RoutingCatalog(how);
        catalog.plugins.putAll(plugins);
        catalog.broken.putAll(broken);
        catalog.failures.addAll(failures);
        return catalog;
    }

    /**
     * {@return whether a plug-in may have a name: lower-case words joined by hyphens, at most 63 characters in all}
     *
     * @param name to look at
     */
    public static boolean isName(String name) {
        return name.matches(NAME) && name.length() <= LONGEST_NAME;
    }

    private RoutingCatalog with(Collection<? extends RoutingPlugin> found) {
        found.forEach(this::add);
        // Only now, since a broken plug-in mustn't hide that two have its name.
        new TreeMap<>(plugins).forEach(this::setAsideIfBroken);
        return this;
    }

    private void add(RoutingPlugin plugin) {
        String name;
        try {
            name = plugin.name();
        } catch (RuntimeException | LinkageError e) {
            failures.add(where(plugin) + " " + FaultText.of(e));
            return;
        }
        if (name == null || !isName(name)) {
            failures.add(
                    where(plugin) + " has the name \"" + name + "\", which isn't made of lower-case words joined by"
                            + " hyphens, at most " + LONGEST_NAME + " characters in all. Report this to its author.");
            return;
        }
        RoutingPlugin other = plugins.putIfAbsent(name, plugin);
        if (other != null) {
            throw new RoutingException("Two plug-ins provide the routing \"" + name + "\": " + where(other) + " and "
                    + where(plugin) + ". Remove one of them, or rename it.");
        }
    }

    private void setAsideIfBroken(String name, RoutingPlugin plugin) {
        try {
            made(plugin, plugin::defaults);
        } catch (RoutingException e) {
            plugins.remove(name);
            broken.put(name, e.getMessage());
            failures.add(e.getMessage());
        }
    }

    /** {@return all plug-ins, ordered by name} */
    public Collection<RoutingPlugin> plugins() {
        return List.copyOf(plugins.values());
    }

    /** {@return all names in alphabetical order} */
    public List<String> names() {
        return List.copyOf(plugins.keySet());
    }

    /** {@return one line for every plug-in that was set aside: its class, its jar, what is wrong and what to do} */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /**
     * {@return the plug-in of a name}
     *
     * @param name of a routing
     * @throws RoutingException if there is none; the message has the nearest names and what was found
     */
    public RoutingPlugin plugin(String name) {
        RoutingPlugin plugin = plugins.get(name);
        if (plugin == null) {
            throw new RoutingException(unknown(name));
        }
        return plugin;
    }

    /**
     * {@return a routing with its default options, some of them replaced}
     *
     * @param name of a routing
     * @param options the others, by their names, as they would be typed
     * @throws RoutingException if there is no such routing or option, or a value is out of its range
     */
    public Routing create(String name, Map<String, String> options) {
        return Options.with(name, defaults(name), options);
    }

    /**
     * {@return a routing with the options of its paper, some of them replaced}
     *
     * @param name of a routing
     * @param options the others, by their names, as they would be typed
     * @throws RoutingException if there is no such routing or option, or a value is out of its range
     */
    public Routing createLiteral(String name, Map<String, String> options) {
        RoutingPlugin plugin = plugin(name);
        return Options.with(name, made(plugin, plugin::literal), options);
    }

    /**
     * {@return the options of a plug-in}
     *
     * @param name of a routing
     * @throws RoutingException if there is no such routing
     */
    public List<OptionDescription> options(String name) {
        return Options.describe(defaults(name));
    }

    /**
     * {@return the options of a routing, with the values that it has in place of the defaults}
     *
     * @param routing a record
     */
    public static List<OptionDescription> options(Routing routing) {
        return Options.describe(routing);
    }

    /**
     * {@return the options of a routing in one line, as they would be typed: {@code iterations=3 bias=false}} Without those that
     * came later and change nothing.
     *
     * @param routing a record
     */
    public static String optionText(Routing routing) {
        return options(routing).stream()
                .filter(option -> !option.asBefore())
                .map(OptionDescription::setting)
                .collect(Collectors.joining(" "));
    }

    private Routing defaults(String name) {
        RoutingPlugin plugin = plugin(name);
        return made(plugin, plugin::defaults);
    }

    private static Routing made(RoutingPlugin plugin, Supplier<Routing> maker) {
        Routing routing;
        try {
            routing = maker.get();
        } catch (RuntimeException | LinkageError e) {
            throw new RoutingException(where(plugin) + " " + FaultText.of(e), e);
        }
        if (routing == null || !routing.getClass().isRecord()) {
            throw new RoutingException("The routing of " + where(plugin) + " must be a record, so that its options are"
                    + " known, but is "
                    + (routing == null ? "null" : routing.getClass().getName())
                    + ". Report this to its author.");
        }
        return routing;
    }

    private String unknown(String name) {
        if (broken.containsKey(name)) {
            return "The routing \"" + name + "\" can't be used: " + broken.get(name);
        }
        StringBuilder message = new StringBuilder();
        if (plugins.isEmpty()) {
            message.append(
                    "No routing was found on the class path. Add a plug-in, one of the capsnet-routing modules or your own,"
                            + " and check that its jar holds " + ServiceEntry.FILE
                            + " (merging jars may drop it).");
        } else {
            message.append("No routing is called \"").append(name).append("\".");
            message.append(NearestName.suggestion(name, plugins.keySet()));
            message.append(" Available: ").append(String.join(", ", plugins.keySet()));
            message.append(". To add one, ").append(howToAdd).append('.');
        }
        if (!failures.isEmpty()) {
            message.append(" Failed to load: ").append(String.join(" ", failures));
        }
        return message.toString();
    }

    private static String where(RoutingPlugin plugin) {
        return ClassOrigin.of(plugin.getClass());
    }
}
