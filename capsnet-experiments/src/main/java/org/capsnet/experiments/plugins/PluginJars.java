// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plugins;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.FileProblem;

/**
 * The jars of the plug-in folders. Java takes in silence a jar that it can't read or that has no service file, and the
 * routing is simply not there.
 */
public final class PluginJars {

    /** System property that the launcher sets to the folders, separated by colons. */
    private static final String PROPERTY = "capsnet.plugins";

    private final List<Path> folders;

    PluginJars(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The jars that this program was started with. */
    public static PluginJars ofProcess() {
        return new PluginJars(Arrays.stream(System.getProperty(PROPERTY, "").split(":"))
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .toList());
    }

    /** A line for every jar that should provide a routing but doesn't, with the remedy. */
    public List<String> complaints() {
        return folders.stream()
                .flatMap(folder -> complaints(jarsOf(folder)).stream())
                .toList();
    }

    private static List<Path> jarsOf(Path folder) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            files.forEach(jars::add);
        } catch (IOException e) {
            throw new UserError("Can't list the plug-in folder " + folder + ": " + FileProblem.of(e) + ".", e);
        }
        jars.sort(null);
        return jars;
    }

    private static List<String> complaints(List<Path> files) {
        List<String> complaints = new ArrayList<>();
        List<PluginJar> jars = new ArrayList<>();
        for (Path file : files) {
            try {
                jars.add(PluginJar.read(file));
            } catch (IOException e) {
                complaints.add(file + " isn't a jar that can be read (" + e.getMessage() + "). Build or copy it anew.");
            }
        }
        // Beside a jar that provides a routing, one that doesn't may be a library that the other needs.
        boolean someProvide = jars.stream().anyMatch(PluginJar::hasServiceFile);
        jars.stream()
                .filter(jar -> !jar.hasServiceFile())
                .filter(jar -> jar.pluginClass().isPresent() || !someProvide)
                .map(PluginJar::complaint)
                .forEach(complaints::add);
        return complaints;
    }
}
