// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.capsnet.core.routing.ClassOrigin;

/**
 * A line of a service file. These are read here and not by {@link java.util.ServiceLoader}, which for a class that can't
 * be linked tells neither its name nor its jar.
 *
 * @param className of a plug-in
 * @param origin the jar or folder of the service file
 */
record ServiceEntry(String className, String origin) {

    static final String FILE = "META-INF/services/" + RoutingPlugin.class.getName();

    /**
     * All lines of all service files that a class loader sees, the first of each class.
     *
     * @param failures is told of files that can't be read
     */
    static List<ServiceEntry> findAll(ClassLoader loader, Consumer<String> failures) {
        Map<String, ServiceEntry> entries = new LinkedHashMap<>();
        for (URL file : files(loader)) {
            try {
                read(file).forEach(entry -> entries.putIfAbsent(entry.className(), entry));
            } catch (IOException e) {
                failures.accept(ClassOrigin.path(file) + " can't be read: " + e + ". Build or copy its jar anew.");
            }
        }
        return List.copyOf(entries.values());
    }

    private static List<URL> files(ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(FILE));
        } catch (IOException e) {
            throw new RoutingException("Can't look for the files " + FILE + " on the class path: " + e, e);
        }
    }

    private static List<ServiceEntry> read(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        // A cached jar would stay open, and stay the old one when it is replaced.
        connection.setUseCaches(false);
        List<ServiceEntry> entries = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String className = line.replaceFirst("#.*", "").strip();
                if (!className.isEmpty()) {
                    entries.add(new ServiceEntry(className, origin(file, connection)));
                }
            }
        }
        return entries;
    }

    private static String origin(URL file, URLConnection connection) {
        if (connection instanceof JarURLConnection jar) {
            return ClassOrigin.path(jar.getJarFileURL());
        }
        String path = ClassOrigin.path(file);
        return path.substring(0, Math.max(0, path.length() - FILE.length() - 1));
    }
}
