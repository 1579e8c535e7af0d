// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.capsnet.core.routing.Routing;

/**
 * The routing plug-ins that were found.
 *
 * <p>Two plug-ins of one name are an error whatever their order, since a result must not depend on the order of a class
 * path. A plug-in that fails to load is set aside, with the reason, and the others go on.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RoutingCatalog {

    private static final int MOST_FAILURES = 100;

    private final Map<String, RoutingPlugin> plugins;
    private final List<String> failures;

    private RoutingCatalog(Map<String, RoutingPlugin> plugins, List<String> failures) {
        this.plugins = plugins;
        this.failures = List.copyOf(failures);
    }

    /**
     * Finds all plug-ins on the class path.
     *
     * @throws RoutingException if two have the same name or one has an illegal name
     */
    public static RoutingCatalog load() {
        return load(ServiceLoader.load(RoutingPlugin.class));
    }

    /** The same for a service loader of the caller's choice. */
    public static RoutingCatalog load(ServiceLoader<RoutingPlugin> loader) {
        List<RoutingPlugin> found = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Iterator<RoutingPlugin> iterator = loader.iterator();
        // An unreadable entry of the class path could fail again and again.
        while (failures.size() < MOST_FAILURES) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                found.add(iterator.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                failures.add(reason(e));
            }
        }
        return of(found, failures);
    }

    /** A catalog of the given plug-ins. */
    public static RoutingCatalog of(Collection<? extends RoutingPlugin> plugins) {
        return of(plugins, List.of());
    }

    private static RoutingCatalog of(Collection<? extends RoutingPlugin> found, List<String> failures) {
        Map<String, RoutingPlugin> plugins = new TreeMap<>();
        List<String> allFailures = new ArrayList<>(failures);
        for (RoutingPlugin plugin : found) {
            String name;
            try {
                name = validName(plugin);
            } catch (RuntimeException | LinkageError e) {
                allFailures.add(where(plugin) + ": " + reason(e));
                continue;
            }
            RoutingPlugin other = plugins.putIfAbsent(name, plugin);
            if (other != null) {
                throw new RoutingException("Two plug-ins provide the routing \"" + name + "\": " + where(other)
                        + " and " + where(plugin) + ". Remove one of them, or rename it.");
            }
        }
        return new RoutingCatalog(plugins, allFailures);
    }

    /** All plug-ins, ordered by name. */
    public Collection<RoutingPlugin> plugins() {
        return List.copyOf(plugins.values());
    }

    /** All names in alphabetical order. */
    public List<String> names() {
        return List.copyOf(plugins.keySet());
    }

    /** One line for every plug-in that couldn't be loaded. */
    public List<String> failures() {
        return failures;
    }

    /**
     * The plug-in of a name.
     *
     * @throws RoutingException if there is none; the message has the nearest names and what was found
     */
    public RoutingPlugin plugin(String name) {
        RoutingPlugin plugin = plugins.get(name);
        if (plugin == null) {
            throw new RoutingException(unknown(name));
        }
        return plugin;
    }

    /** A routing with its default options, some of them replaced. */
    public Routing create(String name, Map<String, String> options) {
        return Options.with(name, defaults(plugin(name)), options);
    }

    /** A routing with the options of its paper, some of them replaced. */
    public Routing createLiteral(String name, Map<String, String> options) {
        return Options.with(name, record(plugin(name), plugin(name).literal()), options);
    }

    /** The options of a plug-in. */
    public List<OptionDescription> options(String name) {
        return Options.describe(defaults(plugin(name)));
    }

    /** The options of a routing in one line, as they would be typed: {@code iterations=3 bias=false}. */
    public static String optionText(Routing routing) {
        StringBuilder text = new StringBuilder();
        for (OptionDescription option : Options.describe(routing)) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(option.name())
                    .append('=')
                    .append(option.defaultValue());
        }
        return text.toString();
    }

    private static Routing defaults(RoutingPlugin plugin) {
        return record(plugin, plugin.defaults());
    }

    private static Routing record(RoutingPlugin plugin, Routing routing) {
        if (routing == null || !routing.getClass().isRecord()) {
            throw new RoutingException("The routing of " + where(plugin) + " must be a record, so that its options are"
                    + " known, but is "
                    + (routing == null ? "null" : routing.getClass().getName())
                    + ". Report this to its author.");
        }
        return routing;
    }

    private static String validName(RoutingPlugin plugin) {
        String name = plugin.name();
        if (name == null || !name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || name.length() > 63) {
            throw new RoutingException("the name \"" + name
                    + "\" isn't made of lower-case words joined by hyphens, at most 63 characters in all");
        }
        return name;
    }

    private String unknown(String name) {
        StringBuilder message = new StringBuilder();
        if (plugins.isEmpty()) {
            message.append(
                    "No routing was found on the class path. Add a plug-in, one of the capsnet-routing modules or your own,"
                            + " and check that its jar holds META-INF/services/" + RoutingPlugin.class.getName()
                            + " (merging jars may drop it).");
        } else {
            message.append("No routing is called \"").append(name).append("\".");
            message.append(NearestName.suggestion(name, plugins.keySet()));
            message.append(" Available: ").append(String.join(", ", plugins.keySet()));
            message.append(". To add one, put its jar on the class path.");
        }
        if (!failures.isEmpty()) {
            message.append(" Failed to load: ")
                    .append(String.join("; ", failures))
                    .append('.');
        }
        return message.toString();
    }

    private static String where(RoutingPlugin plugin) {
        Class<?> type = plugin.getClass();
        var source = type.getProtectionDomain().getCodeSource();
        return type.getName()
                + (source == null ? "" : " in " + source.getLocation().getPath());
    }

    private static String reason(Throwable e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String own = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return cause == e || own.contains(String.valueOf(cause.getMessage())) ? own : own + " (" + cause + ")";
    }
}
