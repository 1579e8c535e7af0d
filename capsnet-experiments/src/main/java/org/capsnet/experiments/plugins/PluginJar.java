// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.capsnet.routing.spi.RoutingPlugin;

/**
 * A jar as far as it may provide a routing.
 *
 * @param hasServiceFile whether it has the file that names plug-ins
 * @param pluginClass a class that uses the plug-in interface, looked for only where there is no service file
 */
record PluginJar(Path file, boolean hasServiceFile, Optional<String> pluginClass) {

    private static final String SERVICE_FILE = "META-INF/services/" + RoutingPlugin.class.getName();
    private static final String CLASS = ".class";

    static PluginJar read(Path file) throws IOException {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            return jar.getEntry(SERVICE_FILE) == null
                    ? new PluginJar(file, false, pluginClass(jar))
                    : new PluginJar(file, true, Optional.empty());
        }
    }

    /** Found by the interface's name in the class file, so that nothing of the jar is run. */
    private static Optional<String> pluginClass(ZipFile jar) throws IOException {
        String wanted = RoutingPlugin.class.getName().replace('.', '/');
        List<? extends ZipEntry> classes = Collections.list(jar.entries()).stream()
                .filter(entry -> entry.getName().endsWith(CLASS))
                .toList();
        for (ZipEntry entry : classes) {
            try (InputStream in = jar.getInputStream(entry)) {
                if (new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(wanted)) {
                    String path = entry.getName();
                    return Optional.of(
                            path.substring(0, path.length() - CLASS.length()).replace('/', '.'));
                }
            }
        }
        return Optional.empty();
    }

    /** What it lacks and how to mend it. */
    String complaint() {
        return file + " provides no routing, since it has no file " + SERVICE_FILE + ". "
                + pluginClass
                        .map(name -> "Add one with the line " + name + ", the class of the plug-in.")
                        .orElse("Is it the jar of a plug-in?");
    }
}
